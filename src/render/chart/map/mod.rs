//! The map: me in the middle, one ring a circle, a moon at each name, a line
//! from whoever introduced to whoever was introduced. Static, laid out here;
//! the same links stand as a list under it.
//!
//! Who is on it, and who is worth introducing, is decided elsewhere.

mod name;
mod place;

use std::collections::BTreeMap;

use self::name::{Curve, Name, names, shown};
use self::place::{Spot, place};
use super::glyph::moon_shapes;
use super::{escape, phase_class, px};

/// A person on the map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MapNode {
    /// Names the person in the edges.
    pub id: String,
    /// Printed beside the moon.
    pub name: String,
    /// Where the moon leads.
    pub href: String,
    /// The moon to draw.
    pub phase: String,
    /// 0 is the innermost ring, 3 the outermost.
    pub ring: usize,
    /// The id of whoever introduced them.
    pub introduced_by: Option<String>,
}

/// Two people worth introducing to each other, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapEdge {
    /// One of the two.
    pub a: String,
    /// The other.
    pub b: String,
}

/// The two drawings of a map: `Wide` for a desk, `Tall` for a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapShape {
    /// 980 × 690.
    Wide,
    /// 366 × 470, names in the inner two rings only.
    Tall,
}

impl MapShape {
    fn size(self) -> (f64, f64) {
        match self {
            Self::Wide => (980.0, 690.0),
            Self::Tall => (366.0, 470.0),
        }
    }

    /// Half axes of the four ellipses, innermost first.
    fn rings(self) -> [(f64, f64); 4] {
        match self {
            Self::Wide => [(92.0, 72.0), (196.0, 148.0), (318.0, 232.0), (424.0, 306.0)],
            Self::Tall => [(42.0, 56.0), (82.0, 110.0), (142.0, 178.0), (170.0, 226.0)],
        }
    }
}

/// The middle of a drawing.
type Middle = (f64, f64);

/// Up to this many people everybody is named; beyond, the outer rings fall quiet.
const ALL_NAMED: usize = 60;
/// Up to this many everybody has a moon of full size.
const ALL_MOONS: usize = 150;
/// Beyond this, an outer ring is 36 arcs whose width is a count.
const ALL_DOTS: usize = 500;

/// Draws the map. `rings` are the titles of the rings, `me` the word in the
/// middle. Nodes must come sorted by reading, then id: ties are settled so.
pub fn map(nodes: &[MapNode], worth: &[MapEdge], rings: &[String], me: &str, shape: MapShape) -> String {
    let (width, height) = shape.size();
    let axes = roomy(shape, nodes);
    let spots = place(nodes, &axes, (width / 2.0, height / 2.0));
    let index: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let pairs = |from: &str, to: &str| Some((*index.get(from)?, *index.get(to)?));
    let introduced: Vec<(usize, usize)> = nodes.iter().filter_map(|node| pairs(node.introduced_by.as_deref()?, &node.id)).collect();
    let worth: Vec<(usize, usize)> = worth.iter().filter_map(|edge| pairs(&edge.a, &edge.b)).collect();

    let named = named(nodes, &introduced, &worth, shape);
    let middle = (width / 2.0, height / 2.0);
    let kind = if shape == MapShape::Wide { "wide" } else { "tall" };
    let mut out = format!(
        "<svg class=\"chartmap {kind}\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\"><defs><marker id=\"arrow-{kind}\" viewBox=\"0 0 6 6\" refX=\"5\" refY=\"3\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\"><path d=\"M0 0 6 3 0 6z\"/></marker></defs>",
        w = px(width),
        h = px(height)
    );
    let outermost = nodes.iter().map(|node| node.ring).max().unwrap_or(3).min(3);
    for (rx, ry) in axes.iter().take(outermost + 1) {
        out.push_str(&format!(
            "<ellipse class=\"orbit\" cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\"/>",
            px(middle.0),
            px(middle.1),
            px(*rx),
            px(*ry)
        ));
    }
    if nodes.len() > ALL_DOTS {
        draw_counts(&mut out, nodes, &axes, middle);
    }
    for ((_, ry), title) in axes.iter().zip(rings).take(outermost + 1) {
        draw_on_ring(&mut out, title, (middle.0, middle.1 - ry));
    }
    // Of a crowd only lines with somebody at an end are drawn, and of arcs none leads to them.
    let is_drawn = |from: usize, to: usize| {
        let ends = named.get(from).zip(named.get(to));
        ends.is_some_and(|(a, b)| nodes.len() <= ALL_MOONS || if nodes.len() <= ALL_DOTS { *a || *b } else { *a && *b })
    };
    let between = |from: usize, to: usize, is_worth: bool| Some(curve(spots.get(from)?, spots.get(to)?, middle, is_worth));
    let lines: Vec<Curve> =
        introduced.iter().filter(|(from, to)| is_drawn(*from, *to)).filter_map(|(from, to)| between(*from, *to, false)).collect();
    let dashes: Vec<Curve> = worth.iter().filter(|(a, b)| is_drawn(*a, *b)).filter_map(|(a, b)| between(*a, *b, true)).collect();
    for line in &lines {
        draw_curve(&mut out, line, "line", &format!(" marker-end=\"url(#arrow-{kind})\""));
    }
    for dash in &dashes {
        draw_curve(&mut out, dash, "worth", "");
    }
    let curves: Vec<Curve> = lines.into_iter().chain(dashes).collect();
    let titles: Vec<(f64, f64)> = axes.iter().map(|(_, ry)| (middle.0, middle.1 - ry + 4.0)).collect();
    let names = names(nodes, &spots, &named, &curves, &titles, middle, (width, height));
    draw_people(&mut out, nodes, &spots, &names);
    out.push_str(&format!(
        "<circle class=\"me\" cx=\"{x}\" cy=\"{y}\" r=\"17\"/><text class=\"metext\" x=\"{x}\" y=\"{}\">{}</text></svg>",
        px(middle.1 + 5.0),
        escape(me),
        x = px(middle.0),
        y = px(middle.1),
    ));
    out
}

/// Who carries a name: everybody up to sixty, then the inner two rings and
/// whoever a line touches; on the tall drawing the inner two only.
fn named(nodes: &[MapNode], introduced: &[(usize, usize)], worth: &[(usize, usize)], shape: MapShape) -> Vec<bool> {
    let mut named: Vec<bool> = nodes.iter().map(|node| node.ring < 2 || (shape == MapShape::Wide && nodes.len() <= ALL_NAMED)).collect();
    if shape == MapShape::Wide && nodes.len() <= ALL_MOONS {
        for &(a, b) in introduced.iter().chain(worth) {
            for at in [a, b] {
                if let Some(flag) = named.get_mut(at) {
                    *flag = true;
                }
            }
        }
    }
    named
}

/// The half axes of the rings: as the shape has them, but a ring of the inner two that
/// holds many is wider, and pushes those around it outwards as far as the drawing goes.
fn roomy(shape: MapShape, nodes: &[MapNode]) -> [(f64, f64); 4] {
    let mut axes = shape.rings();
    let (room, gap) = match shape {
        MapShape::Wide => (30.0, 74.0),
        MapShape::Tall => (24.0, 26.0),
    };
    let [.., widest] = axes;
    let mut inside = 0.0;
    for (ring, (rx, ry)) in axes.iter_mut().enumerate().take(3) {
        let count = nodes.iter().filter(|node| node.ring == ring).count() as f64;
        // The circumference by the mean half axis is near enough.
        let length = std::f64::consts::PI * (*rx + *ry);
        let wanted = if ring < 2 { *rx * (count * room / length) } else { *rx };
        let most = widest.0 - (3 - ring) as f64 * gap;
        let grown = wanted.max(inside + gap).min(most);
        if grown > *rx {
            *ry = (*ry * grown / *rx).min(widest.1 * most / widest.0);
            *rx = grown;
        }
        inside = *rx;
    }
    axes
}

/// The name or the number of a ring, on it.
fn draw_on_ring(out: &mut String, text: &str, (x, y): (f64, f64)) {
    out.push_str(&format!("<text class=\"ringname\" x=\"{}\" y=\"{}\">{}</text>", px(x), px(y + 4.0), escape(text)));
}

fn draw_people(out: &mut String, nodes: &[MapNode], spots: &[Spot], names: &[Option<Name>]) {
    let crowded = nodes.len() > ALL_MOONS;
    for ((node, spot), name) in nodes.iter().zip(spots).zip(names) {
        if crowded && node.ring >= 2 && name.is_none() {
            if nodes.len() <= ALL_DOTS {
                out.push_str(&format!(
                    "<circle class=\"speck {}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                    phase_class(&node.phase),
                    px(spot.x),
                    px(spot.y)
                ));
            }
            continue;
        }
        // Who says aloud what they see must reach the link: a cut name stands in its label too.
        let drawn = shown(&node.name);
        let label = if name.is_some() && drawn != node.name { format!("{drawn} {}", node.name) } else { node.name.clone() };
        out.push_str(&format!(
            "<a href=\"{}\" aria-label=\"{}\"><circle class=\"disc\" cx=\"{x}\" cy=\"{y}\" r=\"10\"/><g class=\"{}\" transform=\"translate({} {})\">{}</g>",
            escape(&node.href),
            escape(&label),
            phase_class(&node.phase),
            px(spot.x - 8.0),
            px(spot.y - 8.0),
            moon_shapes(&node.phase),
            x = px(spot.x),
            y = px(spot.y),
        ));
        if let Some(Name { class, x, y }) = name {
            let strong = if node.ring < 2 { " in" } else { "" };
            out.push_str(&format!("<text class=\"{class}{strong}\" x=\"{}\" y=\"{}\">{}</text>", px(*x), px(*y), escape(&drawn)));
        }
        out.push_str("</a>");
    }
}

/// A line between two people: bent towards the middle, or outwards for those
/// worth introducing, and stopped short of the moons.
fn curve(from: &Spot, to: &Spot, middle: Middle, is_worth: bool) -> Curve {
    let (mx, my) = (f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
    let control = if is_worth {
        outwards((mx, my), (from.x - to.x, from.y - to.y), middle)
    } else {
        (mx + (middle.0 - mx) * 0.16, my + (middle.1 - my) * 0.16)
    };
    let short = |a: (f64, f64), b: (f64, f64), by: f64| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        (a.0 + dx / length * by, a.1 + dy / length * by)
    };
    Curve { start: short((from.x, from.y), control, 10.0), control, end: short((to.x, to.y), control, 11.0) }
}

fn draw_curve(out: &mut String, curve: &Curve, class: &str, extra: &str) {
    let Curve { start, control, end } = curve;
    out.push_str(&format!(
        "<path class=\"{class}\" d=\"M{} {}Q{} {} {} {}\"{extra}/>",
        px(start.0),
        px(start.1),
        px(control.0),
        px(control.1),
        px(end.0),
        px(end.1)
    ));
}

/// Pushes the middle of a line away from the centre by a fifth, and by at least
/// 70 units sideways where the line would run close to the centre itself.
fn outwards(at: (f64, f64), along: (f64, f64), middle: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (at.0 - middle.0, at.1 - middle.1);
    let distance = (dx * dx + dy * dy).sqrt();
    if distance > 60.0 {
        return (at.0 + dx * 0.22, at.1 + dy * 0.22);
    }
    let length = (along.0 * along.0 + along.1 * along.1).sqrt().max(1.0);
    (at.0 - along.1 / length * 70.0, at.1 + along.0 / length * 70.0)
}

/// The outer rings of a very large network: 36 arcs, as wide as the people they
/// stand for, the number of the ring printed at six o'clock.
fn draw_counts(out: &mut String, nodes: &[MapNode], axes: &[(f64, f64); 4], middle: (f64, f64)) {
    for (ring, (rx, ry)) in axes.iter().enumerate().skip(2) {
        let count = nodes.iter().filter(|node| node.ring == ring).count();
        if count == 0 {
            continue;
        }
        let each = (count as f64 / 36.0).sqrt().clamp(1.0, 14.0);
        out.push_str(&format!(
            "<path class=\"crowd\" d=\"M{} {}a{rx} {ry} 0 1 1-.01 0\" pathLength=\"36\" stroke-width=\"{}\"/>",
            px(middle.0),
            px(middle.1 - ry),
            px(each),
            rx = px(*rx),
            ry = px(*ry),
        ));
        draw_on_ring(out, &count.to_string(), (middle.0, middle.1 + ry));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, ring: usize, by: Option<&str>) -> MapNode {
        MapNode {
            id: id.into(),
            name: id.to_uppercase(),
            href: format!("people/{id}.html"),
            phase: "due".into(),
            ring,
            introduced_by: by.map(Into::into),
        }
    }

    #[test]
    fn a_line_needs_both_its_ends() {
        let drawn = map(&[node("a", 0, None), node("b", 2, Some("a")), node("c", 1, Some("nobody"))], &[], &[], "me", MapShape::Wide);
        assert_eq!(drawn.matches("class=\"line\"").count(), 1);
    }

    #[test]
    fn the_tall_map_names_only_the_inner_rings() {
        let drawn = map(&[node("a", 0, None), node("b", 2, None)], &[], &[], "me", MapShape::Tall);
        assert!(drawn.contains(">A</text>") && !drawn.contains(">B</text>"));
    }

    #[test]
    fn a_full_inner_ring_is_wider_and_stays_inside_the_next() {
        for shape in [MapShape::Wide, MapShape::Tall] {
            let few: Vec<MapNode> = (0..6).map(|at| node(&format!("p{at}"), at % 4, None)).collect();
            assert_eq!(roomy(shape, &few), shape.rings());
            for many in [20, 60, 400] {
                let full: Vec<MapNode> = (0..many).map(|at| node(&format!("p{at}"), at % 2, None)).collect();
                let [first, second, third, last] = roomy(shape, &full);
                assert_eq!(last, shape.rings()[3]);
                assert!(first.0 < second.0 && second.0 < third.0 && third.0 < last.0, "{shape:?} {many}");
                assert!(first.1 < second.1 && second.1 < third.1 && third.1 < last.1, "{shape:?} {many}");
            }
        }
    }

    #[test]
    fn a_crowd_stays_small() {
        let nodes: Vec<MapNode> = (0..2000).map(|at| node(&format!("p{at}"), if at < 20 { 1 } else { 3 }, None)).collect();
        assert!(map(&nodes, &[], &[], "me", MapShape::Wide).len() < 60_000);
    }
}
