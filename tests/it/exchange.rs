//! What is given and received: G, R, B and the word.

use crate::vault::Vault;

const T: &str = "2026-03-01";

fn world(fields: &str) -> crate::vault::World {
    Vault::ada("", &format!("- 2026-02-01 call {fields}")).today(T).clean()
}

fn figures(fields: &str) -> (u32, u32, Option<f64>, Option<&'static str>) {
    let world = world(fields);
    let exchange = &world.ada().insights.exchange;
    (exchange.given, exchange.got, exchange.balance, exchange.state.map(|state| state.name()))
}

#[test]
fn weights_are_summed() {
    assert_eq!(figures("[gave:: large x] [gave:: medium y] [got:: z] [got:: 小 w]"), (6, 2, Some(0.5), Some("even")));
    assert_eq!(figures(""), (0, 0, None, None));
}

#[test]
fn one_half_is_still_even() {
    assert_eq!(figures("[gave:: a] [gave:: b] [gave:: c] [got:: d]").3, Some("even"));
    assert_eq!(figures("[got:: a] [got:: b] [got:: c] [gave:: d]").3, Some("even"));
    assert_eq!(figures("[gave:: a] [gave:: b] [gave:: medium c] [got:: d]").3, Some("giving"));
    assert_eq!(figures("[got:: a] [got:: b] [got:: medium c] [gave:: d]").3, Some("taking"));
}

#[test]
fn fewer_than_three_fields_say_nothing() {
    assert_eq!(figures("[gave:: large a] [gave:: large b]").3, None);
    assert_eq!(figures("[gave:: large a] [gave:: large b] [gave:: c]").3, Some("giving"));
}

#[test]
fn only_the_year_counts() {
    let log = "- 2025-03-01 call [gave:: a]\n- 2025-03-02 call [gave:: medium b]\n- 2026-03-02 call [got:: c]\n";
    let world = Vault::ada("", log).today(T).clean();
    assert_eq!((world.ada().insights.exchange.given, world.ada().insights.exchange.got), (2, 0));
    assert_eq!(world.lines(&world.ada().insights.exchange.because), [7]);
}
