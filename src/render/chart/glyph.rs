//! The 16-unit glyphs: the moon of a phase, the diamond, marks of lists and
//! gaps, the pile of cards, the seal. Shape carries the meaning; colour only
//! helps. Nothing here knows a language or a person.

use super::{phase_class, px};

/// The moon of a phase, 15 px, always printed beside its word.
///
/// `phase` is one of fresh, steady, due, drifting, quiet, new, card, paused,
/// watch; anything else is drawn as quiet.
pub fn moon(phase: &str) -> String {
    let mut drawn = String::new();
    moon_into(&mut drawn, phase);
    drawn
}

/// The same where it belongs: every row and every entry of a page has one.
pub fn moon_into(out: &mut String, phase: &str) {
    glyph_into(out, "moon", phase_class(phase), moon_shapes(phase));
}

fn glyph_into(out: &mut String, kind: &str, class: &str, shapes: &str) {
    for piece in ["<svg class=\"", kind, " ", class, "\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">", shapes, "</svg>"] {
        out.push_str(piece);
    }
}

/// The shapes of a moon in a 16-unit box, for drawings that place them.
pub(crate) fn moon_shapes(phase: &str) -> &'static str {
    const RING: &str = "<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>";
    match phase {
        "fresh" => "<circle cx=\"8\" cy=\"8\" r=\"7\"/>",
        "steady" => concat!("<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>", "<path d=\"M8 1A7 7 0 0 0 8 15A3.4 7 0 0 0 8 1\"/>"),
        "due" => concat!("<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>", "<path d=\"M8 1A7 7 0 0 0 8 15\"/>"),
        "drifting" => concat!("<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>", "<path d=\"M8 1A7 7 0 0 0 8 15A3.6 7 0 0 1 8 1\"/>"),
        "new" => concat!("<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>", "<path class=\"o\" d=\"M8 4.7v6.6M4.7 8h6.6\"/>"),
        "paused" => concat!("<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>", "<path class=\"o\" d=\"M6.3 5.3v5.4M9.7 5.3v5.4\"/>"),
        "card" => concat!(
            "<rect class=\"o\" x=\"3.4\" y=\"1.4\" width=\"9.2\" height=\"13.2\" rx=\"1.7\"/>",
            "<circle cx=\"8\" cy=\"5.6\" r=\"1.5\"/>",
            "<path class=\"o thin\" d=\"M5.6 9.6h4.8M6.4 11.9h3.2\"/>"
        ),
        "watch" => concat!("<path d=\"M8 .8 15.2 8 8 15.2.8 8z\"/>", "<path class=\"cut\" d=\"M8 4.6v4M8 10.9v.1\"/>"),
        "quiet" => "<circle class=\"o gap\" cx=\"8\" cy=\"8\" r=\"6.3\"/>",
        _ => RING,
    }
}

/// A mark of a list, 16 px: `done` (ticked circle), `open` (empty circle),
/// `box` (empty box, for pen and print), `cancelled` (struck box), `me`
/// (solid), `them` (hollow), `both`, `error` and `warning` (squares).
pub fn mark(kind: &str) -> String {
    let mut drawn = String::new();
    mark_into(&mut drawn, kind);
    drawn
}

/// The same where it belongs.
pub fn mark_into(out: &mut String, kind: &str) {
    let (class, shapes) = match kind {
        "done" => ("m-done", "<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"7\"/><path class=\"o\" d=\"m5 8.2 2.1 2.1L11.2 6\"/>"),
        "box" => ("m-open", "<rect class=\"o\" x=\"1\" y=\"1\" width=\"14\" height=\"14\" rx=\"3.5\"/>"),
        "cancelled" => {
            ("m-open", "<rect class=\"o\" x=\"1\" y=\"1\" width=\"14\" height=\"14\" rx=\"3.5\"/><path class=\"o\" d=\"M4.5 8h7\"/>")
        }
        "me" => ("c-me", "<circle cx=\"8\" cy=\"8\" r=\"4.5\"/>"),
        "them" => ("c-them", "<circle class=\"o w\" cx=\"8\" cy=\"8\" r=\"4\"/>"),
        "both" | "unknown" => {
            ("c-them", "<circle class=\"o w\" cx=\"8\" cy=\"8\" r=\"4\"/><circle class=\"c-me\" cx=\"8\" cy=\"8\" r=\"1.7\"/>")
        }
        "error" => ("m-ink", "<rect x=\"4.5\" y=\"4.5\" width=\"7\" height=\"7\"/>"),
        "warning" => ("m-dim", "<rect class=\"o\" x=\"5\" y=\"5\" width=\"6\" height=\"6\"/>"),
        _ => ("m-open", "<circle class=\"o\" cx=\"8\" cy=\"8\" r=\"7\"/>"),
    };
    glyph_into(out, "mark", class, shapes);
}

/// How many people cover a gap: a dashed ring for nobody, a ring with one, two
/// or three dots (three means three or more).
pub fn gap(covered_by: usize) -> String {
    let dots = match covered_by {
        0 => return "<svg class=\"mark g-none\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle class=\"o gap\" cx=\"8\" cy=\"8\" r=\"6.3\"/></svg>".to_owned(),
        1 => "<circle cx=\"8\" cy=\"8\" r=\"2\"/>",
        2 => "<circle cx=\"5.6\" cy=\"8\" r=\"1.5\"/><circle cx=\"10.4\" cy=\"8\" r=\"1.5\"/>",
        _ => "<circle cx=\"8\" cy=\"5.6\" r=\"1.4\"/><circle cx=\"5.7\" cy=\"9.6\" r=\"1.4\"/><circle cx=\"10.3\" cy=\"9.6\" r=\"1.4\"/>",
    };
    format!(
        "<svg class=\"mark g-some\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle class=\"o\" cx=\"8\" cy=\"8\" r=\"6.3\"/>{dots}</svg>"
    )
}

/// The pile of cards, 56 × 44: three sheets, each 6 left and 6 down of the last.
pub fn pile() -> String {
    let mut sheets = String::new();
    for step in 0..3u8 {
        let shift = f64::from(step) * 6.0;
        sheets.push_str(&format!(
            "<rect class=\"sheet\" x=\"{}\" y=\"{}\" width=\"37\" height=\"24\" rx=\"3\"/>",
            px(17.0 - shift),
            px(2.0 + shift)
        ));
    }
    format!(
        "<svg class=\"pile\" viewBox=\"0 0 56 44\" width=\"56\" height=\"44\" aria-hidden=\"true\">{sheets}<circle cx=\"13\" cy=\"23\" r=\"2.6\"/><path class=\"o\" d=\"M19 22h14M19 26h9\"/><path class=\"o\" d=\"M10 31h23\"/></svg>"
    )
}

/// The seal: the character 人 drawn as two strokes, and a dot beside it.
pub fn seal() -> String {
    concat!(
        "<svg class=\"seal\" viewBox=\"0 0 32 32\" width=\"32\" height=\"32\" aria-hidden=\"true\">",
        "<rect width=\"32\" height=\"32\" rx=\"7\"/>",
        "<path class=\"o\" d=\"M15.6 7.2c-.3 7-3.4 13-9 16.6M15.7 11.4c1.5 5.6 4.9 10 9.7 12.4\"/>",
        "<circle cx=\"24.8\" cy=\"8\" r=\"2.7\"/></svg>"
    )
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_has_its_own_shape() {
        let phases = ["fresh", "steady", "due", "drifting", "quiet", "new", "card", "paused", "watch"];
        let shapes: std::collections::BTreeSet<_> = phases.map(moon_shapes).into_iter().collect();
        assert_eq!(shapes.len(), phases.len());
    }

    #[test]
    fn an_unknown_phase_still_draws() {
        assert!(moon("\"><script>").starts_with("<svg class=\"moon p-quiet\""));
    }

    #[test]
    fn three_or_more_cover_alike() {
        assert_eq!(gap(3), gap(30));
        assert_ne!(gap(0), gap(1));
    }
}
