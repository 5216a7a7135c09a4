//! `me.md`: what I am good at, what I lack, what I look for, what I can give.

use super::decode::Decoder;
use super::keys;
use super::slip::is_one_slip;
use super::yaml::Mapping;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::article::Me;
use crate::source::Spanned;

/// Reads my own front matter.
pub fn me(mapping: &Mapping, decoder: &mut Decoder) -> Me {
    let mut me = Me::default();
    for (key, value) in mapping {
        let name = key.value.as_str();
        match keys::normal(name).as_str() {
            "name" | "姓名" | "名字" => me.name = decoder.plain(name, value),
            "strengths" | "skills" | "擅长" | "长处" | "优势" => me.strengths = decoder.comma_texts(name, value),
            "gaps" | "gap" | "短板" | "欠缺" => me.gaps = decoder.comma_texts(name, value),
            "needs" | "需求" | "需要" => me.needs = decoder.comma_texts(name, value),
            "offers" | "offer" | "可以给" | "提供" => me.offers = decoder.comma_texts(name, value),
            "pitch" | "一句话" | "自我介绍" => me.pitch = decoder.plain(name, value),
            other => unknown(key, other, decoder),
        }
    }
    me
}

/// One edit away from a key of mine: worth a question.
fn unknown(key: &Spanned<String>, normal: &str, decoder: &mut Decoder) {
    const MINE: [&str; 6] = ["name", "strengths", "gaps", "needs", "offers", "pitch"];
    if keys::key_of(normal).is_some() {
        return;
    }
    if let Some(meant) = MINE.iter().find(|known| is_one_slip(normal, known)) {
        decoder.report(Diagnostic::new(Code::UnknownKey, key.at).with("key", &key.value).with("suggestion", *meant));
    }
}
