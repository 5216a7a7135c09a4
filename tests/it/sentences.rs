//! Sentences put together from parts read as whole ones, with one and with many.

use renmai::message::Message;
use renmai::render::theme::embedded_catalogue;

#[track_caller]
fn says(lang: &str, message: &Message, expected: &str) {
    assert_eq!(embedded_catalogue(lang).say(message), expected);
}

#[test]
fn promises_are_due_once() {
    let due = |n: i64| Message::new("today.lede.promises_due").with("promises", Message::new("today.lede.promises").with("n", n));
    says("en", &due(1), "One promise is due.");
    says("en", &due(2), "Two promises are due.");
    says("zh", &due(2), "有两件答应过的事到期。");
}

#[test]
fn none_and_all_are_words() {
    let depth = |deep: i64| Message::new("evidence.depth").with("deep", deep).with("of", 6);
    says("zh", &depth(0), "6 次往来里没有面谈或长谈。");
    says("en", &depth(0), "None of 6 was in person or a long talk.");
    says("en", &depth(1), "One of 6 was in person or a long talk.");
    let all = Message::new("sign.only-in-need.text_all").with("n", 6);
    says("zh", &all, "近一年对方主动来的 6 次，都是有事相求。");
}

#[test]
fn a_state_alone_begins_like_a_sentence() {
    let state = Message::new("state.short").with("phase", Message::new("state.phase.fresh"));
    says("en", &state, "You talked lately.");
}
