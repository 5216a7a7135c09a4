//! Where a name stands beside its moon: outside it, unless a line, a moon or another
//! name is in the way there and not elsewhere. Deterministic: names are set one after
//! the other, each where it disturbs least. A name that would stand on a moon, on another
//! name or outside is left out: nobody can read two on one place, and its link says it.

use super::super::super::i18n::is_cjk;
use super::place::Spot;
use super::{MapNode, Middle};

/// A line between two people, as it is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    pub start: (f64, f64),
    pub control: (f64, f64),
    pub end: (f64, f64),
}

/// A name's place: where its text is anchored, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Name {
    /// `mid`, `end` or nothing: the class that anchors it.
    pub class: &'static str,
    pub x: f64,
    pub y: f64,
}

/// From the moon's centre to the name beside it, above it and below it.
const BESIDE: f64 = 13.0;
const ABOVE: f64 = -13.0;
const BELOW: f64 = 23.0;
/// From the centre line of a name beside a moon to its baseline.
const DROP: f64 = 4.5;
/// Widths of a Han and of a Latin letter, and what a name takes above and below its baseline.
const HAN: f64 = 13.0;
const LATIN: f64 = 7.2;
const RISE: f64 = 11.0;
const FALL: f64 = 3.5;
/// A longer name would run over its neighbours' places.
const LONGEST: f64 = 136.0;
/// Points looked at on a line.
const POINTS: u32 = 32;

/// What each disturbance costs. A name may stand on a line's end before it leaves its
/// usual side for nothing, and rather on a line than on another name.
const USUAL_SIDE: f64 = 1.5;
const POINT_OF_A_LINE: f64 = 1.0;
const MOON: f64 = 30.0;
const OTHER_NAME: f64 = 60.0;
const OUTSIDE: f64 = 500.0;
/// Half of what the disc in the middle takes.
const ME: f64 = 18.0;
/// How far a name in a corner of its moon stands from the moon's centre line.
const CORNER: f64 = 7.0;

#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn of(name: Name, width: f64) -> Self {
        let left = match name.class {
            "mid" => name.x - width / 2.0,
            "end" => name.x - width,
            _ => name.x,
        };
        Self { left, top: name.y - RISE, right: left + width, bottom: name.y + FALL }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn holds(&self, point: (f64, f64)) -> bool {
        (self.left..=self.right).contains(&point.0) && (self.top..=self.bottom).contains(&point.1)
    }
}

/// The place of every name that is shown, in the order of the nodes. `titles` are the
/// places of the rings' own names; `size` is the drawing's.
pub(super) fn names(
    nodes: &[MapNode],
    spots: &[Spot],
    named: &[bool],
    curves: &[Curve],
    titles: &[(f64, f64)],
    middle: Middle,
    size: (f64, f64),
) -> Vec<Option<Name>> {
    let on_lines: Vec<(f64, f64)> = curves.iter().flat_map(points).collect();
    let me = Area { left: middle.0 - ME, top: middle.1 - ME, right: middle.0 + ME, bottom: middle.1 + ME };
    let mut taken: Vec<Area> =
        std::iter::once(me).chain(titles.iter().map(|(x, y)| Area::of(Name { class: "mid", x: *x, y: *y }, 2.2 * HAN))).collect();
    let mut places = Vec::with_capacity(nodes.len());
    for (at, ((node, spot), named)) in nodes.iter().zip(spots).zip(named).enumerate() {
        if !named {
            places.push(None);
            continue;
        }
        let width = width(&shown(&node.name));
        let cost = |rank: usize, name: Name| {
            let area = Area::of(name, width);
            let lines = on_lines.iter().filter(|point| area.holds(**point)).count() as f64;
            let moons = spots.iter().enumerate().filter(|(other, spot)| *other != at && area.meets(&moon(spot))).count() as f64;
            let others = taken.iter().filter(|other| area.meets(other)).count() as f64;
            let is_outside = area.left < 0.0 || area.right > size.0 || area.top < 0.0 || area.bottom > size.1;
            rank as f64 * USUAL_SIDE + lines * POINT_OF_A_LINE + moons * MOON + others * OTHER_NAME + if is_outside { OUTSIDE } else { 0.0 }
        };
        let best =
            sides(spot, middle).into_iter().enumerate().map(|(rank, name)| (cost(rank, name), name)).min_by(|a, b| a.0.total_cmp(&b.0));
        let best = best.filter(|(cost, _)| *cost < MOON);
        taken.extend(best.map(|(_, name)| Area::of(name, width)));
        places.push(best.map(|(_, name)| name));
    }
    places
}

/// The sides a name may stand on, the usual one first: outside its moon; near the
/// vertical middle line above or below; last its corners.
fn sides(spot: &Spot, middle: Middle) -> [Name; 8] {
    let (dx, dy) = (spot.x - middle.0, spot.y - middle.1);
    let right = Name { class: "", x: spot.x + BESIDE, y: spot.y + DROP };
    let left = Name { class: "end", x: spot.x - BESIDE, y: spot.y + DROP };
    let above = Name { class: "mid", x: spot.x, y: spot.y + ABOVE };
    let below = Name { class: "mid", x: spot.x, y: spot.y + BELOW };
    let ((out, inside), (far, near)) =
        (if dx < 0.0 { (left, right) } else { (right, left) }, if dy < 0.0 { (above, below) } else { (below, above) });
    let [a, b, c, d] = if dx.abs() < dy.abs() * 0.32 { [far, out, inside, near] } else { [out, far, near, inside] };
    let corner = |name: Name, by: f64| Name { y: name.y + by, ..name };
    let away = if dy < 0.0 { -CORNER } else { CORNER };
    [a, b, c, d, corner(out, away), corner(out, -away), corner(inside, away), corner(inside, -away)]
}

fn moon(spot: &Spot) -> Area {
    Area { left: spot.x - 9.0, top: spot.y - 9.0, right: spot.x + 9.0, bottom: spot.y + 9.0 }
}

/// A name as it stands on the drawing: a very long one is cut; its link says it whole.
pub(super) fn shown(name: &str) -> String {
    if width(name) <= LONGEST {
        return name.to_owned();
    }
    let mut left = LONGEST - HAN;
    let kept: String = name
        .chars()
        .take_while(|sign| {
            left -= width(sign.encode_utf8(&mut [0; 4]));
            left >= 0.0
        })
        .collect();
    format!("{}…", kept.trim_end())
}

fn width(name: &str) -> f64 {
    name.chars().map(|sign| if is_cjk(sign) { HAN } else { LATIN }).sum()
}

fn points(curve: &Curve) -> impl Iterator<Item = (f64, f64)> {
    let Curve { start, control, end } = *curve;
    (0..=POINTS).map(move |step| {
        let t = f64::from(step) / f64::from(POINTS);
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        (a * start.0 + b * control.0 + c * end.0, a * start.1 + b * control.1 + c * end.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(spots: &[(f64, f64)], curves: &[Curve]) -> Vec<Name> {
        let nodes: Vec<MapNode> = spots.iter().map(|_| MapNode { name: "Jonas Weber".into(), ..MapNode::default() }).collect();
        let spots: Vec<Spot> = spots.iter().map(|(x, y)| Spot { x: *x, y: *y }).collect();
        let named = vec![true; nodes.len()];
        names(&nodes, &spots, &named, curves, &[], (490.0, 345.0), (980.0, 690.0)).into_iter().flatten().collect()
    }

    #[test]
    fn a_name_stands_outside_its_moon() {
        assert_eq!(set(&[(800.0, 345.0)], &[])[0].class, "");
        assert_eq!(set(&[(200.0, 345.0)], &[])[0].class, "end");
        assert!(set(&[(490.0, 600.0)], &[])[0].y > 600.0);
    }

    #[test]
    fn a_name_makes_way_for_a_line() {
        let line = Curve { start: (810.0, 345.0), control: (850.0, 345.0), end: (900.0, 346.0) };
        assert_ne!(set(&[(800.0, 345.0)], &[line])[0].class, "");
    }

    #[test]
    fn names_do_not_stand_on_each_other() {
        let set = set(&[(500.0, 600.0), (540.0, 602.0)], &[]);
        let area = |name: &Name| Area::of(*name, width("Jonas Weber"));
        assert!(!area(&set[0]).meets(&area(&set[1])), "{set:?}");
    }

    #[test]
    fn no_name_is_better_than_two_on_one_place() {
        let crowd: Vec<(f64, f64)> = (0..40).map(|at| (300.0 + 10.0 * f64::from(at), 600.0)).collect();
        let set = set(&crowd, &[]);
        assert!((1..40).contains(&set.len()), "{}", set.len());
        let areas: Vec<Area> = set.iter().map(|name| Area::of(*name, width("Jonas Weber"))).collect();
        for (at, area) in areas.iter().enumerate() {
            assert!(areas.iter().skip(at + 1).all(|other| !area.meets(other)));
        }
    }

    #[test]
    fn a_very_long_name_is_cut() {
        assert_eq!(shown("Maya Okafor"), "Maya Okafor");
        assert_eq!(shown("一二三四五六七八九十一二"), "一二三四五六七八九…");
        assert!(width(&shown(&"Hohenlohe".repeat(9))) <= LONGEST + HAN);
    }

    #[test]
    fn a_name_stays_on_the_drawing() {
        assert_eq!(set(&[(960.0, 300.0)], &[])[0].class, "end");
    }
}
