//! What to talk about: openers, topics and gifts are the files' own words.

use renmai::arrange::{Site, Words};
use renmai::model::ContactIndex;

use crate::vault::Vault;

fn told(words: &Words) -> String {
    match words {
        Words::Text(text) => text.clone(),
        Words::Message(message) => {
            let args: Vec<String> = message.args.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
            format!("{} {}", message.key, args.join(" "))
        }
    }
}

struct Ada {
    openers: Vec<String>,
    give: String,
    /// Subject and question of each topic, `give` before what is to give.
    topics: Vec<String>,
    has_card: bool,
}

fn ada(text: &str) -> Ada {
    let read = renmai::load(&Vault::of(text).vault());
    let insights = renmai::measure(&read.value.journal, "2026-03-01".parse().unwrap());
    let site = Site::new(&read.value.journal, &read.value.sources, &insights, &[]);
    let who = ContactIndex(0);
    let topics = site.topics(who).0.into_iter().map(|topic| {
        let give = if topic.give { "give " } else { "" };
        assert!(!topic.source.is_empty(), "every topic says where it comes from");
        format!("{give}{} {}", told(&topic.subject), told(&topic.question))
    });
    Ada {
        openers: site.openers(who).iter().map(told).collect(),
        give: told(&site.give(who)),
        topics: topics.collect(),
        has_card: site.has_card(who),
    }
}

#[track_caller]
fn holds(said: &str, parts: &[&str]) {
    assert!(parts.iter().all(|part| said.contains(part)), "{said:?} lacks one of {parts:?}");
}

#[test]
fn one_of_every_source_in_turn_and_something_to_give() {
    let ada = ada(
        "-- people/ada.md --\n---\nname: Ada\nfamily: [{name: Tom, relation: son}]\ninterests: [chess, maps]\nprojects: [a boat]\n---\n\n- [ ] me: send the book\n",
    );
    assert_eq!((ada.openers.len(), ada.has_card), (2, true));
    holds(&ada.openers[0], &["opener.promise", "send the book"]);
    holds(&ada.openers[1], &["a boat"]);
}

#[test]
fn three_topics_whatever_the_file_holds_the_last_to_give() {
    let bare = ada("-- people/ada.md --\n---\nname: Ada\n---\n");
    assert_eq!(
        bare.topics,
        ["topic.lately  question.lately ", "topic.glad  question.glad ", "give topic.unknown_need  question.ask_need "]
    );

    let card = ada("-- people/ada.md --\n---\nname: Ada\norg: Harbour Type\nlocation: Beirut\nneeds: [letters]\n---\n");
    assert_eq!(card.topics.len(), 3);
    holds(&card.topics[0], &["Harbour Type", "question.work"]);
    holds(&card.topics[1], &["Beirut", "question.place"]);
    holds(&card.topics[2], &["give ", "letters", "question.look_out"]);

    let rich = ada("-- people/ada.md --\n---\nname: Ada\ninterests: [a, b, c, d, e]\nprojects: [f, g]\n---\n");
    assert_eq!(rich.topics.len(), 3);
}

#[test]
fn my_offers_come_before_people_i_know() {
    let journal =
        "-- people/ada.md --\n---\nname: Ada\nneeds: [legal help]\n---\n-- people/bo.md --\n---\nname: Bo\nstrengths: [legal help]\n---\n";
    holds(&ada(journal).give, &["opener.give_person"]);
    holds(&ada(&format!("{journal}-- me.md --\n---\noffers: [legal help]\n---\n")).give, &["opener.give_offer"]);
}

#[test]
fn where_nothing_fits_there_is_still_something_to_give() {
    let offers = "-- me.md --\n---\noffers: [a second pair of eyes]\n---\n";
    let needy = "-- people/ada.md --\n---\nname: Ada\nneeds: [legal help]\n---\n";
    let silent = "-- people/ada.md --\n---\nname: Ada\n---\n";
    holds(&ada(&format!("{needy}{offers}")).give, &["opener.look_out", "legal help"]);
    holds(&ada(&format!("{silent}{offers}")).give, &["opener.give_standing", "a second pair of eyes"]);
    holds(&ada(silent).give, &["opener.ask_need"]);
}

#[test]
fn what_they_look_for_and_can_be_given_is_said_once() {
    let topics = ada("-- people/ada.md --\n---\nname: Ada\nneeds: [legal help]\n---\n-- me.md --\n---\noffers: [legal help]\n---\n").topics;
    assert_eq!(topics.iter().filter(|topic| topic.contains("legal help")).count(), 1, "{topics:?}");
}

#[test]
fn what_is_to_be_avoided_is_no_topic() {
    let openers = ada("-- people/ada.md --\n---\nname: Ada\ninterests: [sailing, chess]\navoid: [sailing]\n---\n").openers;
    holds(&openers[0], &["chess"]);
    assert!(!openers.iter().any(|opener| opener.contains("sailing")), "{openers:?}");
}

#[test]
fn a_mere_call_is_no_topic_by_itself() {
    let topics = ada("-- people/ada.md --\n---\nname: Ada\n---\n\n## Log\n- 2026-02-01 ← 消息：在吗。问我认不认识工程师。\n").topics;
    holds(&topics[0], &["在吗。问我认不认识工程师"]);
}

#[test]
fn those_with_whom_it_is_over_have_no_card() {
    assert!(!ada("-- people/ada.md --\n---\nname: Ada\nstatus: ended\ninterests: [chess]\n---\n").has_card);
}
