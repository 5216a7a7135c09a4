//! Keys in every spelling, unknown ones kept, near misses named.

use crate::vault::Vault;

const T: &str = "2026-03-01";

#[test]
fn case_dashes_underscores_and_spaces_do_not_matter() {
    for key in ["last_contact", "lastContact", "Last Contact", "LAST-CONTACT", "prm-last-contacted", "最后联系", "last contact"] {
        let world = Vault::of("").and("people/ada.md", &format!("---\n{key}: 2026-02-01\n---\n")).today(T).clean();
        assert_eq!(world.ada().insights.rhythm.days_since, Some(28), "{key}");
    }
}

#[test]
fn spellings_of_other_tools() {
    let profile =
        |front: &str| Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(T).clean().ada().contact.profile.clone();
    assert_eq!(profile("company: X").org.as_deref(), Some("X"));
    for key in ["birthdate", "bday", "生日", "Birthday"] {
        assert!(profile(&format!("{key}: 05-12")).birthday.is_some(), "{key}");
    }
    for key in ["city", "城市"] {
        assert_eq!(profile(&format!("{key}: X")).location.as_deref(), Some("X"), "{key}");
    }
    for key in ["contactFrequency", "prm-cadence", "联系频率"] {
        assert_eq!(profile(&format!("{key}: 30")).cadence_days, Some(30), "{key}");
    }
    for key in ["prm-tier", "tier"] {
        assert!(profile(&format!("{key}: close")).circle.is_some(), "{key}");
    }
    assert_eq!(profile("how_we_met: at a fair").met.text.as_deref(), Some("at a fair"));
    assert!(profile("met_through: Bo").met.through.is_some());
    assert_eq!(profile("微信: ada_m").channels[0].kind, "wechat");
    assert!(profile("农历生日: 八月十五").lunar_birthday.is_some());
}

#[test]
fn unknown_keys_are_kept_as_facts() {
    let front = "allergies: peanuts\nshoe size: 38\nkids: [A, B]\ncar: {make: X, year: 2019}\nempty:";
    let world = Vault::of("").and("people/ada.md", &format!("---\n{front}\n---\n")).today(T).clean();
    let facts: Vec<String> = world.ada().contact.profile.facts.iter().map(|fact| format!("{}={}", fact.key, fact.value)).collect();
    assert_eq!(facts, ["allergies=peanuts", "shoe size=38", "kids=A, B", "car=make: X, year: 2019"]);
}

#[test]
fn a_key_one_edit_away_gets_a_did_you_mean_and_is_kept() {
    for (key, meant) in [
        ("birtday", "birthday"),
        ("brithday", "birthday"),
        ("cadense", "cadence"),
        ("snoze_until", "snooze_until"),
        ("circles", "circle"),
        ("emial", "email"),
    ] {
        let world = Vault::of("").and("people/ada.md", &format!("---\nname: A\n{key}: x\n---\n")).today(T);
        assert_eq!(world.problems(), ["people/ada.md:3:1 unknown-key"], "{key}");
        let said = format!("{:?}", world.diagnostics[0].args);
        assert!(said.contains(meant), "{key}: {said}");
        assert_eq!(world.ada().contact.profile.facts.len(), 1, "{key}");
    }
    Vault::of("").and("people/ada.md", "---\nbithrdya: x\nzodiac: y\n---\n").today(T).clean();
}

#[test]
fn a_near_miss_in_my_own_file_is_named_too() {
    let world = Vault::of("").and("me.md", "---\ngaps: [law]\nofers: [time]\n---\n").today(T);
    assert_eq!(world.problems(), ["me.md:3:1 unknown-key"]);
}

#[test]
fn one_key_in_two_spellings_is_reported_and_nothing_is_lost() {
    let world = Vault::of("").and("people/ada.md", "---\norg: X\ncompany: Y\n---\n").today(T);
    assert_eq!(world.problems(), ["people/ada.md:3:1 duplicate-key"]);
    assert_eq!(world.ada().contact.profile.org.as_deref(), Some("X"));
    assert_eq!(world.ada().contact.profile.facts[0].value, "Y");
}
