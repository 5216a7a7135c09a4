//! Bars over time and shares of a load: the last periods of a goal, and what
//! each circle asks of a week. Numbers are printed by the page or as text of
//! natural size; nothing is scaled below 12 px.

use super::{escape, px, spoken};

/// One period of a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalBar {
    /// What was counted.
    pub value: f64,
    /// The target was met; drawn in the colour of progress.
    pub reached: bool,
    /// The running period; drawn hollow, since it is not over.
    pub running: bool,
}

/// Eight periods of a goal, 300 × 74: bars 22 wide at a pitch of 33, the figure
/// above each, the target as a dashed line with its number at the right.
///
/// A bar of zero is a dash. The scale is the largest of values and target, so
/// the target line always lies inside the drawing.
pub fn goal_bars(bars: &[GoalBar], target: f64, label: &str) -> String {
    const FLOOR: f64 = 72.0;
    const TALLEST: f64 = 46.0;
    let most = bars.iter().map(|bar| bar.value).fold(target.max(1.0), f64::max);
    let height = |value: f64| if value.is_finite() { (value / most).clamp(0.0, 1.0) * TALLEST } else { 0.0 };
    let mut drawn = String::new();
    for (index, bar) in bars.iter().enumerate() {
        let x = 1.0 + 33.0 * index as f64;
        let tall = height(bar.value);
        drawn.push_str(&one_bar(bar, x, FLOOR - tall, tall));
        drawn.push_str(&format!(
            "<text class=\"over\" x=\"{}\" y=\"{}\">{}</text>",
            px(x + 11.0),
            px(FLOOR - tall.max(1.5) - 5.0),
            px(bar.value)
        ));
    }
    let end = 1.0 + 33.0 * bars.len().max(1) as f64 - 11.0;
    let line = FLOOR - height(target);
    format!(
        "<svg class=\"goalbars\" viewBox=\"0 0 300 74\" width=\"300\" height=\"74\" {}><path class=\"base\" d=\"M0 {f}H{e}\"/><path class=\"aimline\" d=\"M0 {l}H{e}\"/>{drawn}<text x=\"{}\" y=\"{}\">{}</text></svg>",
        spoken(label),
        px(end + 8.0),
        px(line + 4.0),
        px(target),
        f = px(FLOOR + 0.5),
        e = px(end),
        l = px(line),
    )
}

fn one_bar(bar: &GoalBar, x: f64, y: f64, tall: f64) -> String {
    if tall < 1.5 {
        return format!("<rect class=\"miss\" x=\"{}\" y=\"70.5\" width=\"22\" height=\"1.5\"/>", px(x));
    }
    if bar.running {
        // The 1.6 px stroke lies on the edge, so the box is inset by half of it.
        return format!(
            "<rect class=\"run{}\" x=\"{}\" y=\"{}\" width=\"20.4\" height=\"{}\" rx=\"1.5\"/>",
            if bar.reached { " hit" } else { "" },
            px(x + 0.8),
            px(y + 0.8),
            px((tall - 1.6).max(0.4))
        );
    }
    let class = if bar.reached { "hit" } else { "miss" };
    format!("<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"22\" height=\"{}\" rx=\"2\"/>", px(x), px(y), px(tall))
}

/// One part of the load: a circle and the contacts a week it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadPart {
    /// Printed under the part.
    pub title: String,
    /// Contacts a week, 7 / cadence summed over its people.
    pub per_week: f64,
}

/// The load of a week: one part a circle, a solid post at `capacity`, a dashed
/// one at the sum, both named above. As wide as its place: lengths are shares
/// of the width, so the words keep their size.
///
/// The scale leaves an eighth free to the right of whichever is larger.
pub fn load_bar(parts: &[LoadPart], capacity: f64, names: (&str, &str), label: &str) -> String {
    let asked = |part: &LoadPart| if part.per_week.is_finite() { part.per_week.max(0.0) } else { 0.0 };
    let sum: f64 = parts.iter().map(asked).sum();
    let full = sum.max(capacity).max(0.1) * 1.14;
    let share = |value: f64| px((value / full).clamp(0.0, 1.0) * 100.0);
    // Names of posts that stand close take a line each, the left one the lower: so no
    // post runs through the other's name.
    let close = (sum - capacity).abs() / full < CLOSE_POSTS;
    let top = if close { 34 } else { 22 };
    let mut drawn = format!("<rect class=\"u\" y=\"{top}\" width=\"100%\" height=\"12\" rx=\"2\"/>");
    let mut from = 0.0;
    for (index, part) in parts.iter().enumerate().filter(|(_, part)| asked(part) > 0.0) {
        let (x, wide) = (share(from), share(asked(part)));
        drawn.push_str(&format!("<rect class=\"w{}\" x=\"{x}%\" y=\"{top}\" width=\"{wide}%\" height=\"12\"/>", index % 4));
        if asked(part) / full > NAMED_SHARE {
            drawn.push_str(&format!(
                "<text x=\"{x}%\" dx=\"2\" y=\"{}\">{} {}</text>",
                top + 28,
                escape(&part.title),
                tenth(part.per_week)
            ));
        }
        from += asked(part);
    }
    let post = |value: f64, class: &str, name: &str, line: i32| {
        let anchor = if value / full > 0.7 {
            "end"
        } else if value / full < 0.12 {
            "start"
        } else {
            "middle"
        };
        format!(
            "<line class=\"{class}\" x1=\"{x}%\" x2=\"{x}%\" y1=\"{}\" y2=\"{}\"/><text class=\"{anchor}\" x=\"{x}%\" y=\"{line}\">{}</text>",
            line + 5,
            top + 17,
            escape(name),
            x = share(value)
        )
    };
    format!(
        "<svg class=\"loadbar\" width=\"100%\" height=\"{}\" {}>{drawn}{}{}</svg>",
        top + 32,
        spoken(label),
        post(capacity, "tick", names.0, if close && capacity <= sum { 23 } else { 11 }),
        post(sum, "tick dash", names.1, if close && capacity > sum { 23 } else { 11 }),
    )
}

/// Posts whose distance is a smaller share of the width stand close: on a phone their
/// names would meet.
const CLOSE_POSTS: f64 = 0.42;
/// A part that is a smaller share of the width has no room for its name.
const NAMED_SHARE: f64 = 0.07;

/// One decimal, as the sentence beside the bar prints it.
fn tenth(value: f64) -> String {
    format!("{:.1}", if value.is_finite() { value } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: f64, running: bool) -> GoalBar {
        GoalBar { value, reached: value >= 2.0, running }
    }

    #[test]
    fn nothing_is_a_dash_and_the_running_period_is_hollow() {
        let drawn = goal_bars(&[bar(0.0, false), bar(2.0, true)], 2.0, "");
        assert!(drawn.contains("height=\"1.5\"") && drawn.contains("class=\"run hit\""));
    }

    #[test]
    fn names_of_close_posts_take_a_line_each() {
        let part = |per_week| LoadPart { title: "Inner".into(), per_week };
        assert!(load_bar(&[part(3.4)], 3.0, ("yours", "agreed"), "").contains("y=\"23\">yours"));
        assert!(load_bar(&[part(2.6)], 3.0, ("yours", "agreed"), "").contains("y=\"23\">agreed"));
        assert!(load_bar(&[part(9.0)], 3.0, ("yours", "agreed"), "").contains("y=\"11\">agreed"));
    }

    #[test]
    fn no_parts_still_draw_a_bar() {
        assert!(load_bar(&[], 3.0, ("", ""), "").contains("class=\"u\""));
        let odd = LoadPart { title: "<b>".into(), per_week: f64::NAN };
        assert!(!load_bar(&[odd], 0.0, ("", ""), "").contains("NaN"));
    }
}
