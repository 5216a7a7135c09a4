//! Where a Han name comes apart: surname, given name, forms of address, pet names.
//!
//! A name is taken for a person's. What is clearly none (妈妈, 团子, 上海图书馆) is kept in one piece.

use super::pinyin::Role;
use super::surname::{is_common_surname, is_surname, split_compound};

/// A word of a Han name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) role: Role,
    pub(super) han: &'a str,
    /// Whether the characters are surnames side by side, said Lin-Zheng.
    pub(super) doubled: bool,
}

/// What people put after a name. Two characters each, so that 张伟老师 is 张伟 and 老师.
const TITLES: &[&str] = &[
    "先生", "女士", "小姐", "太太", "老师", "教授", "博士", "医生", "大夫", "护士", "师傅", "律师", "教练", "主任", "经理", "老板", "书记",
    "叔叔", "阿姨", "伯伯", "爷爷", "奶奶", "婶婶", "妈妈", "爸爸", "大哥", "大姐", "哥哥", "姐姐", "师兄", "师姐", "学长", "学姐", "同学",
    "校长", "院长", "局长", "处长", "科长", "部长", "组长", "队长", "行长", "会长", "社长", "站长", "厂长", "店长", "馆长", "市长", "班长",
    "醫生", "老師", "師傅",
];

/// What kin and elders are called; before them stand 老, 小, 大 and numbers.
const KIN: &str = "哥姐弟妹叔婶嬸伯舅姑姨爸妈媽爷爺奶嫂公婆师師板";

/// The words of a Han name, in order.
pub(super) fn parts(name: &str) -> Vec<Part<'_>> {
    let count = name.chars().count();
    if is_one_word(name) {
        return vec![given(name)];
    }
    if let Some((person, title)) = split_title(name) {
        let mut words = parts(person);
        words.push(Part { role: Role::Title, han: title, doubled: false });
        return words;
    }
    let compound = split_compound(name).filter(|(_, rest)| rest.chars().count() <= 3);
    if let Some((family, rest)) = compound {
        return surname_and_given(family, rest, false);
    }
    match count {
        0 => Vec::new(),
        1 => vec![surname(name)],
        2..=4 => split_person(name, count),
        5..=6 => vec![given(name)],
        // Longer texts are phrases: a word for each character can still be read.
        _ => name.char_indices().filter_map(|(at, han)| name.get(at..at + han.len_utf8())).map(given).collect(),
    }
}

fn split_person(name: &str, count: usize) -> Vec<Part<'_>> {
    let Some((first, rest)) = split_first(name) else { return Vec::new() };
    let first_is_nickname = "老小大阿".contains(first);
    if first_is_nickname && let Some(words) = nickname(name, first, rest, count) {
        return words;
    }
    if count == 4
        && is_common_surname(first)
        && let Some((second, given_name)) = split_first(rest)
        && is_common_surname(second)
        && let Some(family) = name.strip_suffix(given_name)
    {
        return surname_and_given(family, given_name, true);
    }
    // Three characters with a rare surname are likelier than a word; two or four are not.
    if is_surname(first) || (count == 3 && !first_is_nickname) {
        return surname_and_given(name.strip_suffix(rest).unwrap_or(name), rest, false);
    }
    vec![given(name)]
}

/// 老王, 小李, 阿明, 老欧阳: two words. `None` when it is no such name.
fn nickname<'a>(name: &'a str, first: char, rest: &'a str, count: usize) -> Option<Vec<Part<'a>>> {
    let is_family = count == 2 || split_compound(rest).is_some_and(|(_, beyond)| beyond.is_empty());
    let head = given(name.strip_suffix(rest)?);
    match (is_family, first) {
        (true, '阿') => Some(vec![head, given(rest)]),
        (true, _) => Some(vec![head, surname(rest)]),
        (false, _) => None,
    }
}

/// Pet names and kin: 圆圆, 妈妈, 大哥, 老师, 外婆, 奶奶.
fn is_one_word(name: &str) -> bool {
    let Some((first, rest)) = split_first(name) else { return false };
    let mut second = rest.chars();
    let (Some(last), None) = (second.next(), second.next()) else { return false };
    let kin = KIN.contains(last) && "老小大阿二三四五六七八表堂姨姑舅外岳".contains(first);
    first == last || kin || TITLES.contains(&name)
}

/// Takes a title off a name, if someone is left: 张伟老师, 王校长.
fn split_title(name: &str) -> Option<(&str, &str)> {
    let last = name.as_bytes().last_chunk::<3>()?;
    let ends = |title: &str| title.as_bytes().last_chunk() == Some(last);
    let person = TITLES.iter().filter(|title| ends(title)).find_map(|title| name.strip_suffix(title))?;
    let someone = person.chars().next().is_some_and(is_surname) && person.chars().count() <= 4;
    someone.then_some((person, name.strip_prefix(person)?))
}

fn split_first(name: &str) -> Option<(char, &str)> {
    let mut chars = name.chars();
    Some((chars.next()?, chars.as_str()))
}

fn surname_and_given<'a>(family: &'a str, rest: &'a str, doubled: bool) -> Vec<Part<'a>> {
    let family = Part { role: Role::Surname, han: family, doubled };
    [Some(family), (!rest.is_empty()).then(|| given(rest))].into_iter().flatten().collect()
}

fn surname(han: &str) -> Part<'_> {
    Part { role: Role::Surname, han, doubled: false }
}

/// A part that is no surname.
pub(super) fn given(han: &str) -> Part<'_> {
    Part { role: Role::Given, han, doubled: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let words: Vec<&str> = parts(name).iter().map(|part| part.han).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn people() {
        check("张伟", "张 伟");
        check("欧阳修", "欧阳 修");
        check("司马相如", "司马 相如");
        check("欧阳", "欧阳");
        check("王", "王");
        check("林郑月娥", "林郑 月娥");
        check("欧阳方晓", "欧阳 方晓");
        check("贺兰", "贺 兰");
        check("甪小明", "甪 小明");
    }

    #[test]
    fn forms_of_address() {
        check("老王", "老 王");
        check("小欧阳", "小 欧阳");
        check("阿明", "阿 明");
        check("王叔叔", "王 叔叔");
        check("张伟老师", "张 伟 老师");
        check("欧阳老师", "欧阳 老师");
        check("王总", "王 总");
    }

    #[test]
    fn one_word() {
        for name in ["妈妈", "圆圆", "大哥", "老师", "外婆", "阿姨", "团子", "小龙女", "买买提明", "三姐", "阿里山"]
        {
            check(name, name);
        }
        check("上海图书馆馆长", "上 海 图 书 馆 馆 长");
    }
}
