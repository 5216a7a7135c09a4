//! The feasts everyone's journal knows, how people name them, and when they fall.
//!
//! A table and its rules; which of them a person is greeted at is decided elsewhere.

mod rule;

use jiff::civil::Weekday;

pub use rule::{Rule, dates_in, next_date, parse_rule};

use crate::model::calendar::{LunarDay, Term};

/// A feast of the built-in table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Festival {
    /// Its stable id, as written in front matter.
    pub id: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
    /// Other names it is found by.
    pub also: &'static [&'static str],
    /// When it falls.
    pub rule: Rule,
}

/// The built-in table: the lunar feasts from one New Year on, then those of our calendar.
pub fn builtin() -> &'static [Festival] {
    FESTIVALS
}

/// Finds a built-in feast by its id or one of its names: `zhongqiu`, `中秋`, `中秋节`, `Mid-Autumn Festival`.
///
/// Capitals, spaces, dashes and apostrophes do not matter, nor does a closing 节, "festival" or "day".
pub fn find_festival(text: &str) -> Option<&'static Festival> {
    let wanted = folded(text);
    if wanted.is_empty() {
        return None;
    }
    FESTIVALS.iter().find(|festival| festival.names().any(|name| folded(name) == wanted))
}

impl Festival {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.id, self.zh, self.en].into_iter().chain(self.also.iter().copied())
    }
}

fn folded(name: &str) -> String {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let core = ["festival", "day", "节", "節"].iter().find_map(|end| name.strip_suffix(end));
    // 春 alone is a season: 春节 keeps its 节.
    core.filter(|core| *core != "春" && !core.is_empty()).map(str::to_owned).unwrap_or(name)
}

const fn lunar(month: u8, day: u8) -> Rule {
    Rule::Lunar(LunarDay::plain(month, day))
}

const fn feast(id: &'static str, zh: &'static str, en: &'static str, also: &'static [&'static str], rule: Rule) -> Festival {
    Festival { id, zh, en, also, rule }
}

const FESTIVALS: &[Festival] = &[
    feast("chuxi", "除夕", "Lunar New Year’s Eve", &["除夕夜", "大年三十", "年三十", "Chinese New Year’s Eve"], Rule::LunarNewYearsEve),
    feast("chunjie", "春节", "Lunar New Year", &["春節", "大年初一", "Chinese New Year", "Spring Festival"], lunar(1, 1)),
    feast("yuanxiao", "元宵", "Lantern Festival", &["上元"], lunar(1, 15)),
    feast("qingming", "清明", "Qingming", &["Tomb-Sweeping Day"], Rule::Term(Term::QINGMING)),
    feast("duanwu", "端午", "Dragon Boat Festival", &[], lunar(5, 5)),
    feast("qixi", "七夕", "Qixi", &["乞巧"], lunar(7, 7)),
    feast("zhongqiu", "中秋", "Mid-Autumn Festival", &["Moon Festival"], lunar(8, 15)),
    feast("chongyang", "重阳", "Double Ninth Festival", &["重陽"], lunar(9, 9)),
    feast("dongzhi", "冬至", "Winter Solstice", &[], Rule::Term(Term::DONGZHI)),
    feast("laba", "腊八", "Laba Festival", &["臘八"], lunar(12, 8)),
    feast("guoqing", "国庆", "National Day of China", &["國慶", "National Day"], Rule::Solar(10, 1)),
    feast("new-year", "元旦", "New Year’s Day", &["阳历新年"], Rule::Solar(1, 1)),
    feast("easter", "复活节", "Easter", &["Easter Sunday"], Rule::Easter),
    feast("mothers-day", "母亲节", "Mother’s Day", &["母親節"], Rule::NthWeekday(5, 2, Weekday::Sunday)),
    feast("fathers-day", "父亲节", "Father’s Day", &["父親節"], Rule::NthWeekday(6, 3, Weekday::Sunday)),
    feast("thanksgiving", "感恩节", "Thanksgiving", &[], Rule::NthWeekday(11, 4, Weekday::Thursday)),
    feast("christmas", "圣诞节", "Christmas", &["聖誕節", "Xmas"], Rule::Solar(12, 25)),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[track_caller]
    fn check(id: &str, names: &[&str]) {
        for name in names {
            assert_eq!(find_festival(name).map(|festival| festival.id), Some(id), "{name}");
        }
    }

    #[test]
    fn by_any_name() {
        check("zhongqiu", &["zhongqiu", "中秋", "中秋节", "Mid-Autumn Festival", "mid autumn", " ZHONGQIU "]);
        check("guoqing", &["国庆", "国庆节", "National Day"]);
        check("duanwu", &["端午", "端午节", "Dragon Boat"]);
        check("chunjie", &["春节", "spring festival", "Chinese New Year"]);
        check("new-year", &["New Year", "new_year", "New Year's Day", "元旦"]);
        check("mothers-day", &["mothers-day", "Mother's Day", "母亲节"]);
        check("christmas", &["圣诞", "圣诞节", "Christmas Day"]);
        for name in ["", "春", "节", "day", "Diwali", "秋"] {
            assert_eq!(find_festival(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_means_two_feasts() {
        let mut seen = BTreeSet::new();
        for festival in builtin() {
            let own: BTreeSet<String> = festival.names().map(folded).collect();
            for name in own {
                assert!(seen.insert(name.clone()), "{name}");
            }
        }
    }

    #[test]
    fn the_feasts_of_2026() {
        let days: Vec<String> =
            builtin().iter().flat_map(|f| dates_in(f.rule, 2026).into_iter().map(|d| d.strftime("%m%d").to_string())).collect();
        let expected = "0216 0217 0303 0405 0619 0819 0925 1018 1222 0126 1001 0101 0405 0510 0621 1126 1225";
        assert_eq!(days.join(" "), expected);
    }
}
