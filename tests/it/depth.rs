//! The share of deep entries.

use crate::vault::Vault;

const T: &str = "2026-03-01";

fn state(deep: usize, of: usize) -> Option<&'static str> {
    let line = |n: usize| format!("- 2026-02-{:02} {}\n", n % 28 + 1, if n < deep { "coffee" } else { "call" });
    let log: String = (0..of).map(line).collect();
    let world = Vault::ada("", &log).today(T).clean();
    let depth = world.ada().insights.depth.clone();
    assert_eq!((depth.deep, depth.of), (deep, of));
    depth.state.map(|state| state.name())
}

#[test]
fn a_half_and_a_fifth_part_the_words() {
    for (deep, of, expected) in [
        (5, 10, "deep"),
        (4, 10, "some"),
        (2, 10, "some"),
        (1, 10, "light"),
        (1, 5, "some"),
        (2, 4, "deep"),
        (0, 3, "light"),
        (3, 16, "light"),
        (3, 15, "some"),
    ] {
        assert_eq!(state(deep, of), Some(expected), "{deep} of {of}");
    }
}

#[test]
fn fewer_than_three_entries_say_nothing() {
    assert_eq!(state(2, 2), None);
    assert_eq!(state(0, 0), None);
    assert_eq!(state(3, 3), Some("deep"));
}

#[test]
fn touches_are_entries_and_the_planned_are_not() {
    let world = Vault::ada("", "- 2026-02-01 like\n- 2026-02-02 like\n- 2026-02-03 coffee\n- 2026-03-02 coffee\n- 2025-03-01 coffee\n")
        .today(T)
        .clean();
    let depth = &world.ada().insights.depth;
    assert_eq!((depth.deep, depth.of), (1, 3));
}
