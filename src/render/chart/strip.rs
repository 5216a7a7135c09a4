//! Strips of time: twelve months as beads, a year as 52 weekly marks in two
//! halves. Solid is me, hollow is them; large is in person or a long talk.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{px, spoken};

/// One marked week of a year strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMark<'a> {
    /// 1 to 52 (53 is drawn as 52), counted from 1 January.
    pub week: u8,
    /// `me`, `them`, `both`; anything else counts as both.
    pub by: Cow<'a, str>,
    /// In person or a long talk; otherwise a message.
    pub large: bool,
}

/// Beads of twelve months, 9 px apart, oldest left: `none`, `me`, `them`,
/// `both`. One dotted line under a few paths instead of twelve circles keeps a
/// long list small.
pub fn beads(months: &[String], label: &str) -> String {
    let mut me = String::new();
    let mut them = String::new();
    let mut core = String::new();
    for (index, month) in months.iter().enumerate() {
        let x = 4.0 + 9.0 * index as f64;
        match month.as_str() {
            "me" => dot(&mut me, x),
            "them" => hollow(&mut them, x, 3.0),
            "both" => {
                hollow(&mut them, x, 3.0);
                dot(&mut core, x);
            }
            _ => {}
        }
    }
    let count = months.len().max(1) as f64;
    let mut drawn = format!(
        "<svg class=\"beads\" viewBox=\"-.5 0 {w} 14\" width=\"{w}\" height=\"14\" {}><path class=\"b0\" d=\"M4 7h{}\"/>",
        spoken(label),
        px(9.0 * (count - 1.0) + 0.1),
        w = px(9.0 * count),
    );
    for (class, d) in [("b1", me), ("b2", them), ("b3", core)] {
        path(&mut drawn, class, &d);
    }
    drawn + "</svg>"
}

/// One half (1 or 2) of a year: 26 weekly marks, 12 px apart.
pub fn year_half(marks: &[YearMark<'_>], half: u8, label: &str) -> String {
    let first = if half == 2 { 27 } else { 1 };
    let mut weeks = [(false, false, false); 26];
    for mark in marks {
        let place = mark.week.clamp(1, 52).checked_sub(first);
        if let Some((large, mine, theirs)) = place.and_then(|place| weeks.get_mut(usize::from(place))) {
            *large |= mark.large;
            *mine |= mark.by != "them";
            *theirs |= mark.by != "me";
        }
    }
    let mut paths = [(); 5].map(|()| String::new());
    for (place, (large, mine, theirs)) in (0_u8..).zip(weeks) {
        let x = PITCH / 2.0 + PITCH * f64::from(place);
        let [me_small, me_large, them_small, them_large, core] = &mut paths;
        match (mine, theirs) {
            (false, false) => {}
            (true, false) => dot(if large { me_large } else { me_small }, x),
            (false, true) if large => hollow(them_large, x, 4.0),
            (false, true) => hollow(them_small, x, 2.2),
            (true, true) => {
                hollow(them_large, x, 4.0);
                dot(core, x);
            }
        }
    }
    let mut drawn = format!("<svg class=\"half\" viewBox=\"0 0 312 14\" {}><path class=\"b0\" d=\"M6 7h300.1\"/>", spoken(label));
    for (class, d) in ["y1", "y2", "y3", "y4", "b3"].into_iter().zip(paths) {
        path(&mut drawn, class, &d);
    }
    drawn + "</svg>"
}

/// The first months of a half's six labels: 1 to 6 or 7 to 12.
pub fn months_of_half(half: u8) -> std::ops::RangeInclusive<u8> {
    if half == 2 { 7..=12 } else { 1..=6 }
}

/// Whole numbers keep the drawing short; the page scales it to its place.
const PITCH: f64 = 12.0;

/// A zero-length stroke: the round line cap draws the dot.
fn dot(d: &mut String, x: f64) {
    // Writing into a String cannot fail, here and below.
    _ = write!(d, "M{} 7h0", px(x));
}

/// A circle in one arc; it ends a hundredth beside its start, which no eye sees.
fn hollow(d: &mut String, x: f64, radius: f64) {
    let r = px(radius);
    _ = write!(d, "M{} {}a{r} {r} 0 1 0 .01 0z", px(x), px(7.0 - radius));
}

/// A path, if there is anything on it.
fn path(drawn: &mut String, class: &str, d: &str) {
    if !d.is_empty() {
        for piece in ["<path class=\"", class, "\" d=\"", d, "\"/>"] {
            drawn.push_str(piece);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_of_both_is_hollow_with_a_core() {
        let drawn = beads(&["both".to_owned()], "");
        assert!(drawn.contains("class=\"b2\"") && drawn.contains("class=\"b3\""));
    }

    #[test]
    fn a_week_beyond_the_year_is_its_last() {
        let mark = YearMark { week: 53, by: "me".into(), large: true };
        assert!(year_half(std::slice::from_ref(&mark), 2, "").contains("class=\"y2\""));
        assert!(!year_half(&[mark], 1, "").contains("class=\"y2\""));
    }
}
