//! Draws the small pictures of the pages as inline SVG: moon, ring, track,
//! beads, years, balance, dots, segments, icons.
//!
//! Plain text in, plain text out: standard library only, no theme, no words of
//! any language. Colours and stroke widths come from the style sheet through
//! classes; lengths are geometry attributes, because the content policy allows
//! no inline style. A picture without a label is hidden from screen readers:
//! its text twin stands beside it on the page.

mod bars;
mod gauge;
mod glyph;
mod icon;
mod map;
mod strip;
pub mod tera;

pub use bars::{GoalBar, LoadPart, goal_bars, load_bar};
pub use gauge::{balance, cells, dots, ring, segments, track};
pub use glyph::{gap, mark, moon, pile, seal};
pub use icon::icon;
pub use map::{MapEdge, MapNode, MapShape, map};
pub use strip::{YearMark, beads, months_of_half, year_half};

/// A length with at most two decimals and no trailing zeros, so that the same
/// figures always give the same bytes.
pub(crate) fn px(length: f64) -> String {
    if !length.is_finite() {
        return "0".to_owned();
    }
    let rounded = (length * 100.0).round() / 100.0;
    // Negative zero would print as "-0".
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// Text made safe for an attribute or element of the drawing.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `role="img"` with its name, or hidden when the name is empty.
pub(crate) fn spoken(label: &str) -> String {
    if label.is_empty() { "aria-hidden=\"true\"".to_owned() } else { format!("role=\"img\" aria-label=\"{}\"", escaped(label)) }
}

/// The class that colours a phase; anything unknown is drawn as `quiet`.
pub(crate) fn phase_class(phase: &str) -> &'static str {
    match phase {
        "fresh" => "p-fresh",
        "steady" => "p-steady",
        "due" => "p-due",
        "drifting" => "p-drifting",
        "new" => "p-new",
        "watch" => "p-watch",
        "card" => "p-card",
        "paused" => "p-paused",
        _ => "p-quiet",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short_and_stable() {
        let check = |length: f64, expected: &str| assert_eq!(px(length), expected);
        check(1.0, "1");
        check(0.125, "0.13");
        check(-0.001, "0");
        check(f64::NAN, "0");
    }

    #[test]
    fn labels_are_escaped() {
        assert_eq!(spoken("a \"b\" <c>"), "role=\"img\" aria-label=\"a &quot;b&quot; &lt;c&gt;\"");
        assert_eq!(spoken(""), "aria-hidden=\"true\"");
    }
}
