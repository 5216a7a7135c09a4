//! What a page in the preview has more than the same page of a build: the script that
//! loads it again, and the problems of the files that were just saved.

use renmai::render::html::escape;
use renmai::render::i18n::Catalogue;

/// The script that listens for news.
pub const SCRIPT_PATH: &str = "~preview.js";
/// How problems look.
pub const SHEET_PATH: &str = "~preview.css";

/// The script's text.
pub const SCRIPT: &str = include_str!("preview.js");
/// The sheet's text.
pub const SHEET: &str = include_str!("preview.css");

/// The page's own policy, which forbids it to listen. The server sends one that says the
/// same and allows that.
const POLICY: &[u8] = b"<meta http-equiv=\"Content-Security-Policy\"";

/// Adds script and problems to a page that was made as a build makes it.
pub fn decorate(page: &[u8], state: &str, problems: &str) -> Vec<u8> {
    let head =
        format!("<link rel=\"stylesheet\" href=\"/{SHEET_PATH}\"><script src=\"/{SCRIPT_PATH}\" data-state=\"{state}\" defer></script>");
    let (before, behind) = around_policy(page);
    let mut whole = Vec::with_capacity(page.len() + head.len() + problems.len());
    whole.extend_from_slice(before);
    whole.extend_from_slice(head.as_bytes());
    let (inside, end) = behind.split_at(find_last(behind, b"</body>").unwrap_or(behind.len()));
    whole.extend_from_slice(inside);
    whole.extend_from_slice(problems.as_bytes());
    whole.extend_from_slice(end);
    whole
}

/// A page with its policy cut out; without one, its two halves where the head begins.
fn around_policy(page: &[u8]) -> (&[u8], &[u8]) {
    let head_end = find(page, b"</head>").unwrap_or(0);
    let head = page.get(..head_end).unwrap_or_default();
    if let Some(from) = find(head, POLICY)
        && let Some(length) = tag_length(page.get(from..).unwrap_or_default())
    {
        return (page.get(..from).unwrap_or_default(), page.get(from + length..).unwrap_or_default());
    }
    page.split_at(head_end)
}

/// A tag's length, quoted values and all.
fn tag_length(text: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

fn find_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).rposition(|window| window == wanted)
}

/// Problems as they stand on a page: one line each.
pub fn problem_lines(words: &Catalogue, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("<p>{}</p>", escape(line))).collect();
    format!("<aside class=\"preview-problems\" role=\"status\" aria-label=\"{}\">{lines}</aside>", escape(&words.word("serve.problems")))
}

/// The page for an address that leads nowhere; `folder` is its language's.
pub fn missing(words: &Catalogue, folder: &str) -> Vec<u8> {
    let word = |key: &str| escape(&words.word(key)).into_owned();
    let lang = if words.lang() == "zh" { "zh-Hans" } else { words.lang() };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"/static/icon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"/static/style.css\">\n</head>\n<body>\n<main id=\"main\">\n<h1>{title}</h1>\n<p>{text}</p>\n\
         <p><a href=\"/{folder}\">{home}</a></p>\n</main>\n</body>\n</html>\n",
        title = word("serve.missing.title"),
        text = word("serve.missing.text"),
        home = word("serve.missing.home"),
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let whole = String::from_utf8(decorate(page.as_bytes(), "7", "!")).unwrap();
        let head = "<link rel=\"stylesheet\" href=\"/~preview.css\"><script src=\"/~preview.js\" data-state=\"7\" defer></script>";
        assert_eq!(whole.replace(head, "#"), expected);
    }

    #[test]
    fn the_policy_makes_place_for_the_script() {
        check(
            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none' >\"><title>x</title></head><body>y</body>",
            "<head>#<title>x</title></head><body>y!</body>",
        );
        check("<head><title>x</title></head><body>y</body>", "<head><title>x</title>#</head><body>y!</body>");
        check("y", "#y!");
    }
}
