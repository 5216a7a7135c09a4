//! What no page may hold, whatever the notes say.

use std::path::Path;

/// Tags that load, run or reach out; a page of ours uses some of them in one way only.
const NEVER: [&str; 13] =
    ["style", "iframe", "frame", "object", "embed", "applet", "base", "audio", "video", "math", "set", "animate", "foreignobject"];

/// Fails on anything that would run, load or send.
pub fn is_harmless(path: &Path, html: &str) {
    let html = html.to_lowercase();
    for tag in html.split('<').skip(1) {
        let what = || format!("{}: <{}>", path.display(), tag.chars().take(200).collect::<String>());
        let end = end_of(tag).unwrap_or_else(|| panic!("{}: never closed", what()));
        let tag = &tag[..end];
        if tag.starts_with('!') {
            continue;
        }
        let name = tag.trim_start_matches('/').split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap();
        assert!(!name.is_empty() && !NEVER.contains(&name), "{}", what());
        let quoted: Vec<&str> = tag.split('"').collect();
        for pair in quoted.chunks(2) {
            let Some(attribute) = pair[0].split_whitespace().last().map(|name| name.trim_end_matches('=')) else { continue };
            let value = pair.get(1).map_or("", |value| value.trim_start());
            assert!(!attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc", "{}", what());
            let scheme = value.split(['/', '?', '#']).next().unwrap().split_once(':').map(|(scheme, _)| scheme);
            match attribute {
                "href" if name == "a" => {
                    assert!(scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel", "sms", "geo"].contains(&scheme)), "{}", what());
                    assert!(!value.starts_with("//"), "{}", what());
                }
                "src" | "href" => assert!(scheme.is_none() && !value.starts_with("//"), "{}", what()),
                _ => {}
            }
        }
        if name == "script" && !tag.starts_with('/') {
            assert!(tag.contains("src=\"") || tag.contains("type=\"application/json\""), "{}", what());
        }
    }
}

/// Where a tag ends: the first `>` outside its quotes.
fn end_of(tag: &str) -> Option<usize> {
    let mut inside = false;
    tag.char_indices().find_map(|(at, sign)| {
        inside ^= sign == '"';
        (sign == '>' && !inside).then_some(at)
    })
}
