//! Line icons of the navigation and of small links, 20-unit box, 1.5 stroke.
//! All are drawn here; none is taken from a set.

/// The icon of a page or an act. An unknown name gives an empty string.
pub fn icon(name: &str) -> String {
    let shapes = shapes(name);
    if shapes.is_empty() {
        return String::new();
    }
    ["<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\">", shapes, "</svg>"].concat()
}

fn shapes(name: &str) -> &'static str {
    match name {
        "today" => concat!(
            "<circle cx=\"10\" cy=\"10\" r=\"3.2\"/>",
            "<path d=\"M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.5 1.5M14.2 14.2l1.5 1.5M4.3 15.7l1.5-1.5M14.2 5.8l1.5-1.5\"/>"
        ),
        "people" => concat!(
            "<circle cx=\"7.6\" cy=\"6.8\" r=\"3\"/><path d=\"M2 16.6c.4-3.4 2.7-5 5.6-5s5.2 1.6 5.6 5\"/>",
            "<path d=\"M13.2 4.1a2.9 2.9 0 0 1 0 5.5M15.2 12.1c1.6.7 2.6 2.2 2.8 4.5\"/>"
        ),
        "calendar" => "<rect x=\"2.8\" y=\"4\" width=\"14.4\" height=\"13\" rx=\"2\"/><path d=\"M2.8 8h14.4M6.6 2.2v3.4M13.4 2.2v3.4\"/>",
        "goals" => "<path d=\"M4 18V3h12l-2.6 4.3 2.6 4.3H4\"/>",
        "review" => "<path d=\"M3 10a7 7 0 1 0 2.2-5.1L3 7M3 3v4h4M10 6.2V10l2.7 1.6\"/>",
        "insights" => "<path d=\"M2.5 17h15M5 17v-5.5M10 17V4M15 17V8.5\"/>",
        "map" => {
            "<circle cx=\"4.5\" cy=\"5\" r=\"2.2\"/><circle cx=\"15.5\" cy=\"5\" r=\"2.2\"/><circle cx=\"10.6\" cy=\"15.5\" r=\"2.2\"/><path d=\"M6.7 5h6.6M5.6 6.9l3.9 6.7M14.5 6.9l-3 6.6\"/>"
        }
        "checklists" => "<path d=\"m2.5 5.2 1.5 1.5L6.7 4M2.5 13.5 4 15l2.7-2.7M10 5.5h7.5M10 10h7.5M10 14.5h7.5\"/>",
        "guides" => "<path d=\"M4 3.5h9.5A2.5 2.5 0 0 1 16 6v10.5H6.5A2.5 2.5 0 0 1 4 14zM7.5 7.5h5M7.5 11h5\"/>",
        "tags" => "<path d=\"M7.8 3 6 17M14 3l-1.8 14M3.5 7.5h13.5M3 12.5h13.5\"/>",
        "names" => {
            "<rect x=\"3\" y=\"3\" width=\"14\" height=\"14\" rx=\"2\"/><circle cx=\"10\" cy=\"8.2\" r=\"2.2\"/><path d=\"M6 14.5c.5-2 2-3 4-3s3.5 1 4 3\"/>"
        }
        "problems" => "<circle cx=\"10\" cy=\"10\" r=\"7.2\"/><path d=\"M10 6v4.8M10 13.7v.1\"/>",
        "search" => "<circle cx=\"8.8\" cy=\"8.8\" r=\"5.3\"/><path d=\"m12.7 12.7 4.3 4.3\"/>",
        "more" => "<path class=\"pips\" d=\"M4 10h0M10 10h0M16 10h0\"/>",
        "card" => {
            "<rect x=\"4\" y=\"2.5\" width=\"12\" height=\"15\" rx=\"2\"/><circle cx=\"10\" cy=\"7.5\" r=\"1.8\"/><path d=\"M7 12h6M8 14.7h4\"/>"
        }
        "down" => "<path d=\"m4.5 7.5 5.5 5.5 5.5-5.5\"/>",
        "introduced" => "<path d=\"M2.5 15c2-5.5 6.5-8 13-8M12 4l3.7 3-3.2 3.5\"/>",
        "worth" => "<path class=\"dashed\" d=\"M2.5 15.5c2-6 7-9.5 15-10\"/>",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::icon;

    #[test]
    fn a_name_nobody_drew_is_nothing() {
        assert!(!icon("more").is_empty() && !icon("search").is_empty());
        assert!(icon("\"><b>").is_empty());
    }
}
