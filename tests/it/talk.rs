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

fn of_ada(text: &str, today: &str) -> (Vec<String>, Option<String>, bool) {
    let read = renmai::load(&Vault::of(text).vault());
    let insights = renmai::measure(&read.value.journal, today.parse().unwrap());
    let site = Site::new(&read.value.journal, &read.value.sources, &insights, &[]);
    let ada = ContactIndex(0);
    (site.openers(ada).iter().map(told).collect(), site.give(ada).as_ref().map(told), site.has_card(ada))
}

#[test]
fn one_of_every_source_in_turn_and_something_to_give() {
    let (openers, give, has_card) = of_ada(
        "-- people/ada.md --\n---\nname: Ada\nfamily: [{name: Tom, relation: son}]\ninterests: [chess, maps]\nprojects: [a boat]\nneeds: [legal help]\n---\n\n- [ ] me: send the book\n",
        "2026-03-01",
    );
    assert_eq!(openers.len(), 3);
    assert!(openers[0].contains("opener.promise") && openers[0].contains("send the book"), "{openers:?}");
    assert!(openers[1].contains("a boat"), "{openers:?}");
    assert!(openers[2].contains("Tom"), "{openers:?}");
    assert_eq!(give, None);
    assert!(has_card);
}

#[test]
fn my_offers_come_before_people_i_know() {
    let journal = "-- people/ada.md --\n---\nname: Ada\nneeds: [legal help]\n---\n-- people/bo.md --\n---\nname: Bo\nstrengths: [legal help]\n---\n";
    let (_, give, _) = of_ada(journal, "2026-03-01");
    assert!(give.unwrap().contains("opener.give_person"));
    let (_, give, _) = of_ada(&format!("{journal}-- me.md --\n---\noffers: [legal help]\n---\n"), "2026-03-01");
    assert!(give.unwrap().contains("opener.give_offer"));
}

#[test]
fn what_is_to_be_avoided_is_no_topic() {
    let (openers, _, _) = of_ada("-- people/ada.md --\n---\nname: Ada\ninterests: [sailing, chess]\navoid: [sailing]\n---\n", "2026-03-01");
    assert_eq!(openers.len(), 1, "{openers:?}");
    assert!(openers[0].contains("chess"));
}

#[test]
fn nothing_is_said_of_those_with_whom_it_is_over() {
    let (openers, give, has_card) = of_ada("-- people/ada.md --\n---\nname: Ada\nstatus: ended\ninterests: [chess]\n---\n", "2026-03-01");
    assert!(openers.is_empty() && give.is_none() && !has_card);
}
