//! The table of kinds: which first words name one, and how deep each is by itself.

use crate::vault::Vault;

#[track_caller]
fn check(words: &str, expected: &str) {
    let world = Vault::ada("", &format!("- 2026-08-14 {words}")).today("2026-12-31").clean();
    let entry = &world.ada().contact.interactions[0];
    assert_eq!(format!("{} {}|{}", entry.kind.name(), entry.depth.name(), entry.text), expected, "{words:?}");
}

#[test]
fn every_word_of_the_table() {
    for (words, kind, depth) in [
        ("coffee 咖啡", "coffee", "deep"),
        ("meal 吃饭 聚餐", "meal", "deep"),
        ("lunch 午饭", "lunch", "deep"),
        ("dinner 晚饭", "dinner", "deep"),
        ("meeting 见面 会面", "meeting", "deep"),
        ("visit 拜访", "visit", "deep"),
        ("call 电话", "call", "talk"),
        ("video 视频", "video", "talk"),
        ("message 消息 微信 短信", "message", "talk"),
        ("email 邮件", "email", "talk"),
        ("letter 信", "letter", "talk"),
        ("event 活动", "event", "talk"),
        ("gift 礼物", "gift", "talk"),
        ("help 帮忙", "help", "talk"),
        ("intro 引荐 介绍", "intro", "talk"),
        ("greeting 问候", "greeting", "touch"),
        ("comment 评论", "comment", "touch"),
        ("like 点赞", "like", "touch"),
    ] {
        for word in words.split(' ') {
            check(word, &format!("{kind} {depth}|"));
            check(&format!("{word}: some words"), &format!("{kind} {depth}|some words"));
            check(&format!("{word}：some words"), &format!("{kind} {depth}|some words"));
        }
    }
}

#[test]
fn anything_else_is_a_note_of_talk() {
    check("walked along the river", "note talk|walked along the river");
    check("coffeehouse tour", "note talk|coffeehouse tour");
    check("cafe", "note talk|cafe");
    check("had coffee", "note talk|had coffee");
}

#[test]
fn note_is_no_word_of_the_table() {
    check("note to self: ask again", "note talk|note to self: ask again");
}

#[test]
fn a_kind_ends_at_a_space_or_punctuation() {
    check("Coffee with her sister", "coffee deep|with her sister");
    check("call, then a walk", "call talk|, then a walk");
    check("calls twice a week", "note talk|calls twice a week");
    check("call_back", "note talk|call_back");
}

#[test]
fn a_han_kind_is_also_a_prefix() {
    check("电话聊了半小时", "call talk|聊了半小时");
    check("晚饭吃得很久", "dinner deep|吃得很久");
    check("微信里说了两句", "message talk|里说了两句");
}

#[test]
fn letters_and_events_in_han_end_where_a_word_ends() {
    check("信任我", "note talk|信任我");
    check("活动室见", "note talk|活动室见");
    check("信 寄了照片", "letter talk|寄了照片");
    check("信，寄了照片", "letter talk|，寄了照片");
    check("活动", "event talk|");
    check("活动 很多人", "event talk|很多人");
}

#[test]
fn five_words_need_a_colon_or_stand_alone() {
    for word in ["like", "help", "comment", "letter", "event"] {
        check(&format!("{word} nothing else"), &format!("note talk|{word} nothing else"));
        let depth = if matches!(word, "like" | "comment") { "touch" } else { "talk" };
        check(&format!("{word}: x"), &format!("{word} {depth}|x"));
        check(word, &format!("{word} {depth}|"));
        check(&format!("{word} #life [felt:: warm]"), &format!("{word} {depth}|#life"));
        check(&format!("{word} [mood:: good]"), &format!("{word} {depth}|[mood:: good]"));
    }
}

#[test]
fn a_written_depth_wins_over_the_kinds_own() {
    check("like: x [depth:: deep]", "like deep|x");
    check("coffee [depth:: touch]", "coffee touch|");
    check("coffee [depth:: 轻]", "coffee touch|");
    check("call [depth:: 深]", "call deep|");
    check("coffee [depth:: 谈]", "coffee talk|");
}
