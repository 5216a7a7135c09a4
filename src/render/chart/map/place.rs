//! Where each person stands on their ring. Introducer and introduced share a
//! sector; each ring is spread along its arc; twelve o'clock stays free for the
//! names of the rings. Deterministic: order in, places out.

use std::collections::BTreeMap;

use super::MapNode;

/// A place on the drawing, in its own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
}

/// Length kept free on either side of twelve o'clock, where a ring's name stands.
const FREE: f64 = 34.0;
/// Neighbours keep at least this share of the even distance, so a crowded
/// sector spreads before its names collide.
const CLOSEST: f64 = 0.86;
/// Steps of the table that turns arc length into an angle.
const STEPS: usize = 720;

/// Places every node on its ring, in the order they came.
pub(super) fn place(nodes: &[MapNode], axes: &[(f64, f64); 4], middle: (f64, f64)) -> Vec<Spot> {
    let wanted = wanted_turns(nodes);
    let mut spots = vec![Spot { x: middle.0, y: middle.1 }; nodes.len()];
    for (ring, (rx, ry)) in axes.iter().enumerate() {
        let mut here: Vec<(usize, f64)> = nodes
            .iter()
            .zip(&wanted)
            .enumerate()
            .filter(|(_, (node, _))| node.ring.min(3) == ring)
            .map(|(at, (_, turn))| (at, *turn))
            .collect();
        here.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let (arc, length) = arc_table(*rx, *ry);
        let free = (FREE / length.max(1.0)).min(0.1);
        let turns = spread(&here.iter().map(|(_, turn)| *turn).collect::<Vec<_>>(), free);
        for ((at, _), turn) in here.iter().zip(turns) {
            let angle = angle_at(&arc, turn);
            if let Some(spot) = spots.get_mut(*at) {
                *spot = Spot { x: middle.0 + rx * angle.sin(), y: middle.1 - ry * angle.cos() };
            }
        }
    }
    spots
}

/// The turn (0 to 1, clockwise from twelve o'clock) each node would like: the
/// middle of the sector of those they introduced, sectors as wide as their
/// leaves. Whoever nobody introduced is spread evenly over their own ring first,
/// so that no part of the map stays empty.
fn wanted_turns(nodes: &[MapNode]) -> Vec<f64> {
    let index: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut roots = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let by = node.introduced_by.as_deref().and_then(|by| index.get(by)).copied().filter(|by| *by != at);
        match by.and_then(|by| children.get_mut(by)) {
            Some(list) => list.push(at),
            None => roots.push(at),
        }
    }
    let roots = interleaved(nodes, roots);
    let mut order = Vec::with_capacity(nodes.len());
    let mut seen = vec![false; nodes.len()];
    // A circle of introductions has no root: whoever is left starts one.
    for root in roots.into_iter().chain(0..nodes.len()) {
        walk(root, &children, &mut seen, &mut order);
    }
    let mut turns = vec![0.0; nodes.len()];
    let count = order.len().max(1) as f64;
    for (step, at) in order.iter().enumerate() {
        if let Some(turn) = turns.get_mut(*at) {
            *turn = (step as f64 + 0.5) / count;
        }
    }
    turns
}

/// Orders the roots by their even place on their own ring, ties as they came.
fn interleaved(nodes: &[MapNode], roots: Vec<usize>) -> Vec<usize> {
    let ring = |at: usize| nodes.get(at).map_or(3, |node| node.ring.min(3));
    let mut on_ring = [0usize; 4];
    let mut ranked: Vec<(f64, usize)> = Vec::with_capacity(roots.len());
    for at in roots {
        let Some(rank) = on_ring.get_mut(ring(at)) else { continue };
        ranked.push((*rank as f64 + 0.5, at));
        *rank += 1;
    }
    for (key, at) in &mut ranked {
        *key /= on_ring.get(ring(*at)).copied().unwrap_or(1).max(1) as f64;
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// Depth first without recursion: half of the children before their introducer,
/// half after, so that the introducer stands in the middle of the sector.
fn walk(root: usize, children: &[Vec<usize>], seen: &mut [bool], order: &mut Vec<usize>) {
    enum Step {
        Enter(usize),
        Leave(usize),
    }
    let mut stack = vec![Step::Enter(root)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Leave(at) => order.push(at),
            Step::Enter(at) => {
                match seen.get_mut(at) {
                    Some(flag) if !*flag => *flag = true,
                    _ => continue,
                }
                let list = children.get(at).map_or(&[][..], Vec::as_slice);
                let (before, after) = list.split_at(list.len() / 2);
                stack.extend(after.iter().rev().map(|child| Step::Enter(*child)));
                stack.push(Step::Leave(at));
                stack.extend(before.iter().rev().map(|child| Step::Enter(*child)));
            }
        }
    }
}

/// Moves sorted turns as little as needed (in the sense of least squares) for
/// neighbours to keep their distance and twelve o'clock to stay free.
fn spread(wanted: &[f64], free: f64) -> Vec<f64> {
    let count = wanted.len();
    if count == 0 {
        return Vec::new();
    }
    let room = 1.0 - 2.0 * free;
    let apart = CLOSEST * room / count as f64;
    // Taking the distances out turns the task into keeping an order: pool neighbours that break it.
    let mut pools: Vec<(f64, usize)> = Vec::with_capacity(count);
    for (at, turn) in wanted.iter().enumerate() {
        let mut pool = (turn - apart * at as f64, 1usize);
        while let Some(last) = pools.last().copied().filter(|last| last.0 > pool.0) {
            pools.pop();
            let size = last.1 + pool.1;
            pool = ((last.0 * last.1 as f64 + pool.0 * pool.1 as f64) / size as f64, size);
        }
        pools.push(pool);
    }
    let highest = 1.0 - free - apart * (count as f64 - 1.0);
    pools
        .iter()
        .flat_map(|(value, size)| std::iter::repeat_n(*value, *size))
        .enumerate()
        .map(|(at, value)| value.clamp(free, highest.max(free)) + apart * at as f64)
        .collect()
}

/// Arc length from twelve o'clock at each of `STEPS` angles, as a share, and the
/// whole length.
fn arc_table(rx: f64, ry: f64) -> (Vec<f64>, f64) {
    let step = std::f64::consts::TAU / STEPS as f64;
    let mut total = 0.0;
    let mut table = vec![0.0];
    for at in 0..STEPS {
        let angle = (at as f64 + 0.5) * step;
        let (dx, dy) = (rx * angle.cos(), ry * angle.sin());
        total += (dx * dx + dy * dy).sqrt() * step;
        table.push(total);
    }
    (table.iter().map(|length| length / total.max(f64::MIN_POSITIVE)).collect(), total)
}

fn angle_at(table: &[f64], turn: f64) -> f64 {
    let at = table.partition_point(|length| *length < turn).clamp(1, STEPS);
    let (Some(low), Some(high)) = (table.get(at - 1), table.get(at)) else { return 0.0 };
    let part = if high > low { (turn - low) / (high - low) } else { 0.0 };
    (at as f64 - 1.0 + part) * std::f64::consts::TAU / STEPS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowded_sector_spreads() {
        let spread = spread(&[0.5, 0.5, 0.5, 0.5], 0.03);
        assert!(spread.windows(2).all(|pair| pair[1] - pair[0] > 0.19));
    }

    #[test]
    fn twelve_o_clock_stays_free() {
        assert_eq!(spread(&[0.0], 0.05), [0.05]);
        assert_eq!(spread(&[1.0], 0.05), [0.95]);
    }

    #[test]
    fn a_circle_of_introductions_is_placed_too() {
        let node = |id: &str, by: &str| MapNode { id: id.into(), introduced_by: Some(by.into()), ..MapNode::default() };
        let turns = wanted_turns(&[node("a", "b"), node("b", "a")]);
        assert!(turns[0] != turns[1]);
    }
}
