//! The keys of a person's front matter in all their spellings, ours and other tools'.
//!
//! Adding a key: a line in `SPELLINGS`, an arm in `person.rs`, a field in the model.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::slip::is_one_slip;

/// A key we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the key it is named after")]
pub enum Key {
    Type,
    Title,
    Description,
    PublishDate,
    Tags,
    Name,
    Reading,
    Aliases,
    Circle,
    Cadence,
    Status,
    SnoozeUntil,
    Birthday,
    LunarBirthday,
    Died,
    Org,
    Role,
    Location,
    Timezone,
    BestTime,
    Languages,
    Contact,
    Met,
    MetOn,
    MetPlace,
    MetThrough,
    Family,
    Interests,
    Strengths,
    Needs,
    Avoid,
    NeedsReally,
    Projects,
    Dates,
    Festivals,
    Relations,
    Money,
    LastContact,
    Dismissed,
    Photo,
    Redact,
}

/// Every key with its spellings in normal form; the first is the one we write.
const SPELLINGS: &[(Key, &[&str])] = &[
    (Key::Type, &["type"]),
    (Key::Title, &["title"]),
    (Key::Description, &["description", "summary", "简介", "描述"]),
    (Key::PublishDate, &["publishdate", "published", "pubdate"]),
    (Key::Tags, &["tags", "tag", "标签"]),
    (Key::Name, &["name", "fullname", "displayname", "姓名", "名字"]),
    (Key::Reading, &["reading", "pinyin", "phonetic", "拼音", "读音"]),
    (Key::Aliases, &["aliases", "alias", "nickname", "nicknames", "别名", "昵称"]),
    (Key::Circle, &["circle", "prmtier", "tier", "圈层", "圈子"]),
    (Key::Cadence, &["cadence", "contactfrequency", "prmcadence", "frequency", "联系频率", "频率"]),
    (Key::Status, &["status", "状态"]),
    (Key::SnoozeUntil, &["snoozeuntil", "snooze", "snoozeduntil"]),
    (Key::Birthday, &["birthday", "birthdate", "bday", "dateofbirth", "dob", "生日", "出生日期", "公历生日", "阳历生日"]),
    (Key::LunarBirthday, &["lunarbirthday", "农历生日", "阴历生日"]),
    (Key::Died, &["died", "deathdate", "dateofdeath", "去世", "逝世"]),
    (Key::Org, &["org", "company", "organization", "organisation", "employer", "公司", "单位", "组织"]),
    (Key::Role, &["role", "job", "jobtitle", "position", "occupation", "职位", "职务", "职业"]),
    (Key::Location, &["location", "city", "城市", "所在地"]),
    (Key::Timezone, &["timezone", "tz", "时区"]),
    (Key::BestTime, &["besttime", "联系时间"]),
    (Key::Languages, &["languages", "language", "语言"]),
    (Key::Contact, &["contact", "联系方式"]),
    (Key::Met, &["met", "howwemet", "认识", "相识"]),
    (Key::MetOn, &["meton", "metdate", "firstmet", "认识日期", "认识时间"]),
    (Key::MetPlace, &["metat", "metplace", "wherewemet", "认识地点"]),
    (Key::MetThrough, &["metthrough", "introducedby", "介绍人"]),
    (Key::Family, &["family", "家人", "家庭"]),
    (Key::Interests, &["interests", "hobbies", "兴趣", "爱好"]),
    (Key::Strengths, &["strengths", "skills", "expertise", "擅长", "长处", "优势"]),
    (Key::Needs, &["needs", "lookingfor", "需求", "需要"]),
    (Key::Avoid, &["avoid", "避开", "避免", "忌讳"]),
    (Key::NeedsReally, &["needsreally"]),
    (Key::Projects, &["projects", "项目", "在做"]),
    (Key::Dates, &["dates", "anniversaries", "纪念日"]),
    (Key::Festivals, &["festivals", "节日"]),
    (Key::Relations, &["relations", "relationships", "关系"]),
    (Key::Money, &["money", "款项", "借款"]),
    (Key::LastContact, &["lastcontact", "lastcontacted", "prmlastcontacted", "最后联系", "上次联系"]),
    (Key::Dismissed, &["dismissed"]),
    (Key::Photo, &["photo", "picture", "avatar", "照片", "头像"]),
    (Key::Redact, &["redact"]),
];

/// Ways to reach somebody, with their spellings in normal form; the first names the way.
const CHANNELS: &[&[&str]] = &[
    &["wechat", "weixin", "微信", "微信号"],
    &["phone", "phones", "tel", "telephone", "mobile", "cell", "电话", "手机", "手机号"],
    &["email", "emails", "mail", "邮箱", "电子邮件", "邮件"],
    &["website", "url", "homepage", "web", "网站", "主页"],
    &["blog", "博客"],
    &["qq"],
    &["weibo", "微博"],
    &["xiaohongshu", "小红书"],
    &["telegram"],
    &["whatsapp"],
    &["signal"],
    &["line"],
    &["linkedin", "领英"],
    &["github"],
    &["twitter"],
    &["mastodon"],
    &["bluesky"],
    &["instagram"],
    &["facebook"],
    &["skype"],
    &["matrix"],
];

/// A key as it is compared: lower case, without `-`, `_` and spaces.
#[must_use]
pub fn normal(key: &str) -> String {
    if key.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return key.to_owned();
    }
    key.chars().filter(|c| !matches!(c, '-' | '_') && !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The key a spelling in normal form stands for.
#[must_use]
pub fn key_of(normal: &str) -> Option<Key> {
    static KEYS: LazyLock<HashMap<&str, Key>> =
        LazyLock::new(|| SPELLINGS.iter().flat_map(|(key, spellings)| spellings.iter().map(|spelling| (*spelling, *key))).collect());
    KEYS.get(normal).copied()
}

/// A key in the spelling we write, in normal form.
#[must_use]
pub fn name_of(key: Key) -> &'static str {
    SPELLINGS.iter().find(|(known, _)| *known == key).and_then(|(_, spellings)| spellings.first().copied()).unwrap_or("")
}

/// The way to reach somebody that a spelling in normal form stands for.
#[must_use]
pub fn channel_of(normal: &str) -> Option<&'static str> {
    static WAYS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let with_its_way = |spellings: &&'static [&'static str]| {
            let way = spellings.first().copied().unwrap_or_default();
            spellings.iter().map(move |spelling| (*spelling, way))
        };
        CHANNELS.iter().flat_map(with_its_way).collect()
    });
    WAYS.get(normal).copied()
}

/// Every key with the spelling in normal form that we write.
pub fn keys() -> impl Iterator<Item = (Key, &'static str)> {
    SPELLINGS.iter().filter_map(|(key, spellings)| Some((*key, *spellings.first()?)))
}

/// Every spelling of a key in normal form, the one we write first.
#[must_use]
pub fn spellings(key: Key) -> &'static [&'static str] {
    SPELLINGS.iter().find(|(known, _)| *known == key).map_or(&[], |(_, spellings)| spellings)
}

/// Every way to reach somebody, by the spelling that we write.
pub fn channels() -> impl Iterator<Item = &'static str> {
    CHANNELS.iter().filter_map(|spellings| spellings.first().copied())
}

/// The known spelling that is one edit away: one letter more, less, other, or two swapped.
///
/// Words of two letters or two Han characters are left alone: nearly everything
/// is an edit away from them.
#[must_use]
pub fn near_miss(normal: &str) -> Option<&'static str> {
    const SHORTEST: usize = 3;
    if normal.chars().count() < SHORTEST {
        return None;
    }
    SPELLINGS
        .iter()
        .flat_map(|(_, spellings)| spellings.iter())
        .chain(CHANNELS.iter().flat_map(|spellings| spellings.iter()))
        .chain(&["gaps", "offers", "pitch"])
        .filter(|known| known.chars().count() >= SHORTEST)
        .find(|known| is_one_slip(normal, known))
        .copied()
}

/// How a key is written in files: the first spelling, with its underscores.
#[must_use]
pub fn written(normal: &str) -> &str {
    match normal {
        "publishdate" => "publishDate",
        "snoozeuntil" => "snooze_until",
        "lunarbirthday" => "lunar_birthday",
        "besttime" => "best_time",
        "needsreally" => "needs_really",
        "lastcontact" => "last_contact",
        "meton" => "met_on",
        "metat" => "met_at",
        "metthrough" => "met_through",
        "howwemet" => "how_we_met",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_contract() {
        for (typed, key) in [
            ("company", Key::Org),
            ("birthdate", Key::Birthday),
            ("bday", Key::Birthday),
            ("生日", Key::Birthday),
            ("city", Key::Location),
            ("城市", Key::Location),
            ("lastContact", Key::LastContact),
            ("last contact", Key::LastContact),
            ("prm-last-contacted", Key::LastContact),
            ("最后联系", Key::LastContact),
            ("contactFrequency", Key::Cadence),
            ("prm-cadence", Key::Cadence),
            ("联系频率", Key::Cadence),
            ("prm-tier", Key::Circle),
            ("tier", Key::Circle),
            ("how_we_met", Key::Met),
            ("met_through", Key::MetThrough),
            ("农历生日", Key::LunarBirthday),
            ("Lunar-Birthday", Key::LunarBirthday),
        ] {
            assert_eq!(key_of(&normal(typed)), Some(key), "{typed}");
        }
        assert_eq!(channel_of("微信"), Some("wechat"));
    }

    #[test]
    fn no_spelling_stands_for_two_keys() {
        let mut all: Vec<&str> =
            SPELLINGS.iter().flat_map(|(_, s)| s.iter().copied()).chain(CHANNELS.iter().flat_map(|s| s.iter().copied())).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn near_misses() {
        assert_eq!(near_miss("birtday"), Some("birthday"));
        assert_eq!(near_miss("cadense"), Some("cadence"));
        assert_eq!(near_miss("bithrday"), None);
        assert_eq!(near_miss("brithday"), Some("birthday"));
        assert_eq!(near_miss("allergies"), None);
        assert_eq!(near_miss("生肖"), None);
        assert_eq!(near_miss("xx"), None);
    }
}
