//! Charts of one figure: cadence ring and track, balance bar, dots, segments,
//! cells. Figures come computed; this file only turns them into lengths.

use std::fmt::Write as _;

use super::{phase_class, px, spoken};

/// Where the agreed day stands on a track, as a share of its width. Two thirds
/// leaves the last third to show how far past it one is (capped at r = 1.52).
const AGREED_DAY: f64 = 0.66;

/// The cadence ring: an arc of `ratio` turns from twelve o'clock, clockwise.
///
/// Past one turn the whole ring drops to half strength and a wider arc shows
/// the excess (at most one more turn). `ratio` None leaves the track unlit.
/// `size` in px. Example: r = 1.25 draws a pale full ring and a quarter arc.
pub fn ring(ratio: Option<f64>, phase: &str, size: f64, label: &str) -> String {
    let stroke = if size >= 80.0 { 4.0 } else { 3.0 };
    let middle = size / 2.0;
    let radius = middle - stroke / 2.0 - 1.0;
    // A path, because only of paths do all readers of SVG know how long they say they are.
    let round = format!("d=\"M{} {}a{r} {r} 0 1 1-.01 0\"", px(middle), px(middle - radius), r = px(radius));
    let arc = |class: &str, turns: f64, width: f64| {
        format!(
            "<path class=\"{class}\" {round} pathLength=\"100\" stroke-width=\"{}\" stroke-dasharray=\"{} 100\"/>",
            px(width),
            px(turns.clamp(0.0, 1.0) * 100.0)
        )
    };
    // Both arcs are always there, so that a later day only changes their lengths.
    let lit = match ratio.filter(|ratio| ratio.is_finite() && *ratio >= 0.0) {
        None => String::new(),
        Some(ratio) if ratio <= 1.0 => format!("{}{}", arc("arc past", 0.0, stroke), arc("arc", ratio, stroke)),
        Some(ratio) => format!("{}{}", arc("arc past", 1.0, stroke), arc("arc", ratio - 1.0, stroke + 1.5)),
    };
    format!(
        "<svg class=\"ring {class}\" viewBox=\"0 0 {s} {s}\" width=\"{s}\" height=\"{s}\" {spoken}><path class=\"u\" {round} stroke-width=\"{w}\"/>{lit}<path class=\"tick\" d=\"M{m} 0.5v{t}\"/></svg>",
        class = phase_class(phase),
        s = px(size),
        w = px(stroke),
        m = px(middle),
        t = px(stroke + 1.5),
        spoken = spoken(label),
    )
}

/// The cadence track: filled to `ratio` × 66 % of the width, capped at full; a
/// tick at 66 % is the agreed day. `width` and `height` of the bar in px.
pub fn track(ratio: Option<f64>, phase: &str, width: f64, height: f64, label: &str) -> String {
    let box_height = height + 8.0;
    let middle = box_height / 2.0;
    let cap = height / 2.0;
    let span = (width - height).max(0.0);
    let share = ratio.filter(|ratio| ratio.is_finite()).map(|ratio| (ratio * AGREED_DAY).clamp(0.0, 1.0));
    let lit = match share {
        Some(share) if share > 0.0 => {
            format!("<path d=\"M{} {}h{}\"/>", px(cap), px(middle), px((width * share - height).clamp(0.0, span)))
        }
        _ => String::new(),
    };
    format!(
        "<svg class=\"track {class}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" stroke-width=\"{t}\" {spoken}><path class=\"u\" d=\"M{cap} {y}h{span}\"/>{lit}<path class=\"tick\" d=\"M{agreed} 0v{h}\"/></svg>",
        class = phase_class(phase),
        w = px(width),
        h = px(box_height),
        t = px(height),
        cap = px(cap),
        y = px(middle),
        span = px(span),
        agreed = px(width * AGREED_DAY),
        spoken = spoken(label),
    )
}

/// The balance bar: a centre post, mine growing left and solid, theirs growing
/// right and hollow, both scaled to the larger side but at least to 4, so that
/// 1 against 0 does not look like a landslide. Counts are printed beside it.
pub fn balance(left: f64, right: f64, width: f64, label: &str) -> String {
    let most = left.max(right).max(4.0);
    let half = width / 2.0;
    let share = |count: f64| if count.is_finite() && count > 0.0 { (count / most).min(1.0) * half } else { 0.0 };
    let (mine, theirs) = (share(left), share(right));
    let mut bars = String::new();
    if mine > 0.0 {
        bars.push_str(&format!("<rect class=\"c-me\" x=\"{}\" y=\"5\" width=\"{}\" height=\"8\" rx=\"2\"/>", px(half - mine), px(mine)));
    }
    if theirs > 0.0 {
        // The stroke is 1.8 wide and lies on the edge, so the box is inset by half of it.
        bars.push_str(&format!(
            "<rect class=\"hollow\" x=\"{}\" y=\"5.9\" width=\"{}\" height=\"6.2\" rx=\"1.6\"/>",
            px(half + 0.9),
            px((theirs - 1.8).max(0.6))
        ));
    }
    format!(
        "<svg class=\"balance\" viewBox=\"0 0 {w} 18\" width=\"{w}\" height=\"18\" {spoken}><path class=\"u\" d=\"M4 9h{span}\"/>{bars}<path class=\"tick\" d=\"M{mid} 0v18\"/></svg>",
        w = px(width),
        span = px((width - 8.0).max(0.0)),
        mid = px(half),
        spoken = spoken(label),
    )
}

/// `n` filled of `of` dots, `size` px wide at `pitch` px. Meant for `of` ≤ 12;
/// beyond that a filled track of the same width is drawn.
pub fn dots(n: usize, of: usize, size: f64, pitch: f64, label: &str) -> String {
    if of > 12 {
        return meter(n as f64 / of as f64, 12.0 * pitch - (pitch - size), label);
    }
    let radius = size / 2.0;
    let width = (of.max(1) as f64 - 1.0) * pitch + size;
    let mut circles = String::new();
    for index in 0..of {
        let centre = radius + index as f64 * pitch;
        let (class, r) = if index < n { ("", radius) } else { (" class=\"o\"", radius - 0.7) };
        // Writing into a String cannot fail.
        _ = write!(circles, "<circle{class} cx=\"{}\" cy=\"{}\" r=\"{}\"/>", px(centre), px(radius), px(r));
    }
    format!(
        "<svg class=\"dots\" viewBox=\"0 0 {w} {s}\" width=\"{w}\" height=\"{s}\" {spoken}>{circles}</svg>",
        w = px(width),
        s = px(size),
        spoken = spoken(label),
    )
}

/// One 6 px segment for each of `of` boxes, 3 px apart, the first `done` lit.
/// Beyond 40 boxes the gaps would eat the bar: one filled bar is drawn.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are whole, not negative, and at most 40 by now")]
pub fn segments(done: f64, of: f64, width: f64, label: &str) -> String {
    let count = if of.is_finite() && of > 0.0 { of.round() } else { 0.0 };
    if !(1.0..=40.0).contains(&count) || done.fract() != 0.0 {
        let share = if of > 0.0 { done / of } else { 0.0 };
        return meter(share, width, label);
    }
    let gap = if count > 20.0 { 2.0 } else { 3.0 };
    let each = ((width - gap * (count - 1.0)) / count).max(0.5);
    let lit = done.max(0.0) as usize;
    let mut boxes = String::new();
    for index in 0..count as usize {
        let class = if index < lit { "" } else { " class=\"u\"" };
        let x = px(index as f64 * (each + gap));
        boxes.push_str(&format!("<rect{class} x=\"{x}\" width=\"{}\" height=\"6\" rx=\"2\"/>", px(each)));
    }
    format!(
        "<svg class=\"segments\" viewBox=\"0 0 {w} 6\" width=\"{w}\" height=\"6\" preserveAspectRatio=\"none\" {spoken}>{boxes}</svg>",
        w = px(width),
        spoken = spoken(label),
    )
}

/// One cell a person: `n` lit of `of`, cells `each` px wide, 1.5 px apart and
/// 12 px high. `each` None spreads them over `width`; over 120 people the cells
/// melt into one bar.
pub fn cells(n: usize, of: usize, each: Option<f64>, width: f64, label: &str) -> String {
    if of == 0 {
        return String::new();
    }
    let gap = 1.5;
    let count = of as f64;
    let each = match each {
        Some(each) if (each + gap) * count <= width => each,
        _ => (width - gap * (count - 1.0)) / count,
    };
    let (lit, unlit, drawn) = if each < 1.0 {
        let lit = width * n as f64 / count;
        (format!("M0 0h{}v12H0z", px(lit)), format!("M{0} 0H{1}v12H{0}z", px(lit), px(width)), width)
    } else {
        let run = |from: usize, to: usize| {
            (from..to).map(|i| format!("M{} 0h{}v12h-{}z", px(i as f64 * (each + gap)), px(each), px(each))).collect::<String>()
        };
        (run(0, n.min(of)), run(n.min(of), of), count * (each + gap) - gap)
    };
    format!(
        "<svg class=\"segments cells\" viewBox=\"0 0 {w} 12\" width=\"{w}\" height=\"12\" preserveAspectRatio=\"none\" {spoken}><path class=\"u\" d=\"{unlit}\"/><path d=\"{lit}\"/></svg>",
        w = px(drawn),
        spoken = spoken(label),
    )
}

/// A plain bar filled to `share` (0 to 1), 6 px high.
fn meter(share: f64, width: f64, label: &str) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    format!(
        "<svg class=\"segments\" viewBox=\"0 0 {w} 6\" width=\"{w}\" height=\"6\" preserveAspectRatio=\"none\" {spoken}><rect class=\"u\" width=\"{w}\" height=\"6\" rx=\"2\"/><rect width=\"{lit}\" height=\"6\" rx=\"2\"/></svg>",
        w = px(width),
        lit = px(width * share),
        spoken = spoken(label),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_one_turn_the_ring_pales_and_the_excess_stands_out() {
        let drawn = ring(Some(1.25), "due", 56.0, "");
        assert!(drawn.contains("arc past") && drawn.contains("stroke-dasharray=\"25 100\""));
    }

    #[test]
    fn a_ring_without_a_figure_stays_unlit() {
        assert!(!ring(None, "paused", 56.0, "").contains("arc"));
        assert!(!ring(Some(f64::NAN), "due", 56.0, "").contains("arc"));
    }

    #[test]
    fn the_track_is_capped_at_full() {
        // 112 wide, 4 high: the stroke's round caps take 2 px at either end.
        assert!(track(Some(9.0), "quiet", 112.0, 4.0, "").contains("h108\"/><path class=\"tick\""));
        assert!(track(Some(1.0), "due", 112.0, 4.0, "").contains("h69.92"));
    }

    #[test]
    fn one_against_none_is_a_quarter_of_the_half() {
        assert!(balance(1.0, 0.0, 64.0, "").contains("x=\"24\" y=\"5\" width=\"8\""));
    }

    #[test]
    fn odd_counts_never_break_a_drawing() {
        for drawn in [
            dots(3, 0, 11.0, 18.0, ""),
            dots(9, 30, 11.0, 18.0, ""),
            segments(1.5, 2.0, 100.0, ""),
            segments(0.0, 0.0, 100.0, ""),
            cells(3, 400, None, 276.0, ""),
        ] {
            assert!(drawn.starts_with("<svg") && !drawn.contains("NaN") && !drawn.contains("inf"));
        }
    }
}
