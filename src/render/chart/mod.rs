//! Draws the small pictures of the pages as inline SVG: moon, ring, track,
//! beads, years, balance, dots, segments, icons.
//!
//! Plain text in, plain text out: no theme, no words of any language. Colours and stroke widths come from the style sheet through
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

use std::fmt;

use super::html::escape;
pub use bars::{GoalBar, LoadPart, goal_bars, load_bar};
pub use gauge::{balance, cells, dots, ring, segments, track};
pub use glyph::{gap, mark, mark_into, moon, moon_into, pile, seal};
pub use icon::icon;
pub use map::{MapEdge, MapNode, MapShape, map};
pub use strip::{YearMark, beads, months_of_half, year_half};

/// A length with at most two decimals and no trailing zeros, so that the same
/// figures always give the same bytes.
pub(crate) fn px(length: f64) -> Px {
    Px(length)
}

/// A length as it is written: thousands of them stand on a page's charts, so none is a text of its own.
#[derive(Clone, Copy)]
pub(crate) struct Px(f64);

impl Px {
    /// Written digit by digit: a number formatted within a format takes three times as long.
    fn put(self, to: &mut impl fmt::Write) -> fmt::Result {
        if !self.0.is_finite() {
            return to.write_str("0");
        }
        let hundredths = (self.0 * 100.0).round();
        if hundredths.abs() >= WHOLE {
            return write!(to, "{}", hundredths / 100.0);
        }
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        let hundredths = hundredths as i64;
        if hundredths < 0 {
            to.write_str("-")?;
        }
        let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        to.write_str(itoa::Buffer::new().format(whole))?;
        if part == 0 {
            return Ok(());
        }
        to.write_str(if part < 10 { ".0" } else { "." })?;
        to.write_str(itoa::Buffer::new().format(if part.is_multiple_of(10) { part / 10 } else { part }))
    }
}

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}

/// Beyond 2^53 a number need not be whole hundredths.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// `role="img"` with its name, or hidden when the name is empty.
pub(crate) fn spoken(label: &str) -> String {
    if label.is_empty() { "aria-hidden=\"true\"".to_owned() } else { ["role=\"img\" aria-label=\"", &escape(label), "\""].concat() }
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
        let check = |length: f64, expected: &str| assert_eq!(px(length).to_string(), expected);
        check(1.0, "1");
        check(0.125, "0.13");
        check(-0.001, "0");
        check(f64::NAN, "0");
        check(-12.5, "-12.5");
        check(7.05, "7.05");
        check(0.999, "1");
        for length in [0.004, 0.1, 3.14259, -2.675, 1e9 + 0.33, 123_456.78, -0.005, 1e17] {
            let rounded = (length * 100.0_f64).round() / 100.0;
            check(length, &format!("{}", if rounded == 0.0 { 0.0 } else { rounded }));
        }
    }

    #[test]
    fn labels_are_escaped() {
        assert_eq!(spoken("a \"b\" <c>"), "role=\"img\" aria-label=\"a &quot;b&quot; &lt;c&gt;\"");
        assert_eq!(spoken(""), "aria-hidden=\"true\"");
    }
}
