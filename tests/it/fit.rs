//! Complementarity and empowerment: whose strengths cover whose gaps.

use crate::vault::Vault;

const T: &str = "2026-03-01";

fn covers(gaps: &str, strengths: &str) -> Vec<String> {
    let vault = Vault::of("")
        .and("me.md", &format!("---\ngaps: [{gaps}]\n---\n"))
        .and("people/ada.md", &format!("---\nstrengths: [{strengths}]\n---\n"));
    vault.today(T).clean().ada().insights.fit.covers_my_gaps.clone()
}

#[test]
fn equal_after_case_folding_or_one_within_the_other_as_whole_words() {
    for (gap, strength, covered) in [
        ("law", "Law", true),
        ("law", "contract law", true),
        ("contract law", "law", true),
        ("law", "lawn", false),
        ("law", "in-law", true),
        ("supply chain", "the supply chain of tea", true),
        ("supply chain", "supply chains", false),
        ("供应链", "供应链管理", true),
        ("法律", "法律", true),
        ("法", "法律", false),
        ("法", "法", true),
        ("法律", "法", false),
        ("AI", "AI 产品", true),
        ("STRASSE", "strasse", true),
    ] {
        assert_eq!(!covers(gap, strength).is_empty(), covered, "{gap} / {strength}");
    }
}

#[test]
fn a_gap_is_named_once_as_i_wrote_it() {
    assert_eq!(covers("Law, 供应链, tax", "contract law, tenancy law, 供应链管理"), ["Law", "供应链"]);
}

#[test]
fn their_needs_are_covered_by_my_strengths_and_offers() {
    let vault = Vault::of("-- me.md --\n---\nstrengths: [writing]\noffers: [简历模板]\nneeds: [law]\ngaps: []\n---\n")
        .and("people/ada.md", "---\nneeds: [help with writing, 简历模板, money]\nstrengths: [law]\n---\n");
    let world = vault.today(T).clean();
    assert_eq!(world.ada().insights.fit.covered_by_me, ["help with writing", "简历模板"]);
    assert!(world.ada().insights.fit.covers_my_gaps.is_empty(), "my needs are no gaps");
}

#[test]
fn no_data_on_either_side_is_too_few_notes() {
    let world = Vault::of("").and("people/ada.md", "---\nneeds: [x]\nstrengths: [y]\n---\n").today(T).clean();
    assert!(!world.ada().insights.fit.has_data());
}
