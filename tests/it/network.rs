//! The whole network: circles, quarter, load, gaps, introductions, cards, mistakes.

use crate::vault::{Vault, World, back_from};

const T: &str = "2026-03-01";

fn everybody(people: &[(&str, &str, &str)]) -> World {
    let add = |vault: Vault, (id, front, body): &(&str, &str, &str)| {
        vault.and(&format!("people/{id}.md"), &format!("---\n{front}\n---\n{body}\n"))
    };
    people.iter().fold(Vault::default(), add).today(T).clean()
}

const TALKED: &str = "## Log\n- 2026-02-01 call\n- 2020-01-01 call\n";

#[test]
fn circles_against_their_natural_sizes() {
    let world = everybody(&[
        ("a", "circle: inner", TALKED),
        ("b", "circle: inner", ""),
        ("c", "circle: inner\nstatus: paused", TALKED),
        ("d", "circle: inner\nstatus: ended", TALKED),
        ("e", "circle: inner\ndied: 2020-01-01", TALKED),
        ("f", "circle: kin\nmet: 2026-02-20", ""),
        ("g", "", TALKED),
    ]);
    let circles: Vec<String> =
        world.insights.network.circles.iter().map(|circle| format!("{} {} {:?}", circle.id, circle.people, circle.capacity)).collect();
    assert_eq!(circles, ["inner 1 Some(5)", "close 0 Some(15)", "kin 1 Some(15)", "friend 0 Some(50)", "known 0 Some(150)"]);
    let world = Vault::of("-- renmai.yaml --\ncircles: [{id: board, cadence: 90}, {id: kin}]\n").today(T).clean();
    let circles: Vec<String> = world.insights.network.circles.iter().map(|circle| format!("{} {:?}", circle.id, circle.capacity)).collect();
    assert_eq!(circles, ["board None", "kin Some(15)"]);
}

#[test]
fn quarter_and_load_count_neither_the_paused_nor_cards() {
    let world = everybody(&[
        ("a", "cadence: 7", "## Log\n- 2025-11-30 call\n- 2020-01-01 call\n"),
        ("b", "cadence: 14", "## Log\n- 2025-11-29 call\n- 2020-01-01 call\n"),
        ("c", "cadence: 70\nmet: 2026-02-20", ""),
        ("d", "cadence: 7", ""),
        ("e", "cadence: 7\nstatus: paused", TALKED),
        ("f", "cadence: 7\nsnooze_until: 2026-04-01", TALKED),
    ]);
    let network = &world.insights.network;
    assert_eq!((network.quarter.part, network.quarter.of), (1, 3), "d ≤ 91");
    assert!((network.load_per_week - (1.0 + 0.5 + 0.1)).abs() < 1e-9);
    assert_eq!(network.capacity, 3);
    assert_eq!(network.cards.iter().map(|who| world.id(*who)).collect::<Vec<_>>(), ["d"]);
}

#[test]
fn who_covers_each_of_my_gaps() {
    let vault = Vault::of(
        "-- me.md --\n---\ngaps: [law, 供应链, tax]\n---\n-- people/a.md --\n---\nstrengths: [contract law]\n---\n-- people/b.md --\n---\nstrengths: [law, 供应链管理]\n---\n-- people/c.md --\n---\nstrengths: [tax]\ndied: 2020\n---\n",
    );
    let world = vault.today(T).clean();
    let gaps: Vec<String> = world
        .insights
        .network
        .gaps
        .iter()
        .map(|gap| format!("{} {:?}", gap.gap, gap.covered_by.iter().map(|who| world.id(*who)).collect::<Vec<_>>()))
        .collect();
    assert_eq!(gaps, ["law [\"a\", \"b\"]", "供应链 [\"b\"]", "tax []"]);
}

fn introductions(more_of_a: &str, body_of_a: &str, more_of_b: &str, body_of_b: &str) -> Vec<String> {
    let world = everybody(&[
        ("a", &format!("needs: [a good lawyer, wood]\n{more_of_a}"), body_of_a),
        ("b", &format!("strengths: [lawyer]\n{more_of_b}"), body_of_b),
    ]);
    world.insights.network.introductions.iter().map(|pair| format!("{} {} {}", world.id(pair.a), world.id(pair.b), pair.need)).collect()
}

#[test]
fn introductions_worth_making() {
    assert_eq!(introductions("", "", "", ""), ["a b a good lawyer"]);
    assert_eq!(introductions("relations: [{to: b, as: cousin}]", "", "", ""), [""; 0]);
    assert_eq!(introductions("", "", "relations: [{to: a, as: cousin}]", ""), [""; 0]);
    assert_eq!(introductions("met: {through: b}", "", "", ""), [""; 0]);
    assert_eq!(introductions("", "", "met: {through: a}", ""), [""; 0]);
    assert_eq!(introductions("", "## Log\n- 2025-01-01 → intro: to [[b]]\n", "", ""), [""; 0]);
    assert_eq!(introductions("", "", "", "## Log\n- 2025-01-01 → 引荐[[a]]\n"), [""; 0]);
    let on = |day: &str| introductions("", &format!("## Log\n- {day} → intro: to [[b]]\n"), "", "");
    assert_eq!(on(T), [""; 0]);
    assert_eq!(on("2026-03-02"), ["a b a good lawyer"], "a planned one has not happened yet");
    assert_eq!(introductions("", "## Log\n- 2025-01-01 → call: about [[b]]\n", "", ""), ["a b a good lawyer"]);
    assert_eq!(introductions("strengths: [a lawyer]", "", "", ""), ["a b a good lawyer"], "nobody is introduced to themselves");
    assert_eq!(introductions("", "", "status: ended", ""), [""; 0]);
}

fn mistakes(vault: Vault) -> Vec<String> {
    let world = vault.today(T);
    world
        .insights
        .network
        .mistakes
        .iter()
        .map(|mistake| format!("{} {}/{} {}", mistake.id, mistake.count, mistake.of, mistake.evidence.len()))
        .collect()
}

#[test]
fn many_cards_are_more_than_people_talked_to_this_quarter() {
    let vault = |cards: usize| {
        (0..cards).fold(Vault::default().and("people/a.md", TALKED), |vault, n| vault.and(&format!("people/card-{n}.md"), ""))
    };
    assert_eq!(mistakes(vault(1)), [""; 0]);
    assert_eq!(mistakes(vault(2)), ["many-cards 2/1 2"]);
}

#[test]
fn only_when_needed_is_more_than_half_of_at_least_ten() {
    let vault = |asking: i64, other: i64| {
        let vault = Vault::default().and("people/a.md", &format!("## Log\n{}", back_from(T, 1..=asking, "→ call [ask:: me]")));
        vault.and("people/b.md", &format!("## Log\n{}", back_from(T, 1..=other, "→ call")))
    };
    assert_eq!(mistakes(vault(6, 4)), ["only-when-needed 6/10 6"]);
    assert_eq!(mistakes(vault(5, 5)), [""; 0]);
    assert_eq!(mistakes(vault(6, 3)), [""; 0]);
}

#[test]
fn a_shared_approach_counts_once() {
    let vault = Vault::default()
        .and("people/a.md", &format!("## Log\n{}", back_from(T, 1..=9, "→ call with [[b]] [ask:: me]")))
        .and("people/b.md", "");
    assert_eq!(mistakes(vault), [""; 0]);
}

#[test]
fn only_taking_over_all_people() {
    let vault = |got: i64, gave: i64| {
        let vault = Vault::default().and("people/a.md", &format!("## Log\n{}", back_from(T, 1..=got, "call [got:: x]")));
        vault.and("people/b.md", &format!("## Log\n{}", back_from(T, 1..=gave, "call [gave:: x]")))
    };
    assert_eq!(mistakes(vault(9, 3)), ["only-taking 9/12 9"], "B = −0.5");
    assert_eq!(mistakes(vault(8, 3)), [""; 0]);
    assert_eq!(mistakes(vault(7, 2)), [""; 0], "nine fields");
    assert_eq!(mistakes(vault(8, 2)), ["only-taking 8/10 8"]);
}

#[test]
fn surface_is_four_fifths_touches_of_at_least_twenty() {
    let vault = |touches: i64, talks: i64| {
        let log = back_from(T, 1..=touches, "like") + &back_from(T, 1..=talks, "call");
        Vault::default().and("people/a.md", &format!("## Log\n{log}"))
    };
    assert_eq!(mistakes(vault(16, 4)), ["surface 16/20 16"]);
    assert_eq!(mistakes(vault(15, 5)), [""; 0]);
    assert_eq!(mistakes(vault(16, 3)), [""; 0]);
}

#[test]
fn no_boundaries_is_open_money_not_in_writing() {
    let vault = |entry: &str| Vault::default().and("people/a.md", &format!("---\nmoney: [{entry}]\n---\n{TALKED}"));
    assert_eq!(mistakes(vault("{on: 2026-01-01, lent: 5 CNY}")), ["no-boundaries 1/1 1"]);
    assert_eq!(mistakes(vault("{on: 2026-01-01, borrowed: 5 CNY}")), ["no-boundaries 1/1 1"]);
    assert_eq!(mistakes(vault("{on: 2026-01-01, lent: 5 CNY, written: true}")), [""; 0]);
    assert_eq!(mistakes(vault("{on: 2026-01-01, lent: 5 CNY}, {on: 2026-01-02, received: 5 CNY}")), [""; 0]);
}
