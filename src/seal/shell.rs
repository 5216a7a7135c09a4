//! The clear page in front of a sealed site: a field for the passphrase, and the script that
//! opens the rest. It is the same for everybody but for the header it carries.

use super::header::Header;
use super::write::SealedFile;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

const PAGE: &str = include_str!("shell/index.html");
const SCRIPT: &str = include_str!("shell/sealed.js");
const STYLE: &str = include_str!("shell/sealed.css");

/// What the page says. None of it comes from the journal.
#[derive(Debug, Clone, Default)]
pub struct ShellWords {
    /// The language of the words, as HTML writes it: `en`, `zh-Hans`.
    pub lang: String,
    /// Name of a gap in the page, and the words that fill it: `title`, `no-script`,
    /// `passphrase`, `open`, `working`, `wrong`, `broken`, `no-crypto`, `locked`, `lock`.
    pub texts: Vec<(&'static str, String)>,
}

/// The shell's files, the page first.
pub(super) fn shell_files(header: &Header, words: &ShellWords) -> Vec<SealedFile> {
    let mut page = PAGE.replace("{lang}", &escaped(&words.lang)).replace("{header}", &BASE64.encode(header.to_bytes()));
    for (gap, text) in &words.texts {
        page = page.replace(&format!("{{{gap}}}"), &escaped(text));
    }
    [("index.html", page.as_str()), ("sealed.js", SCRIPT), ("sealed.css", STYLE)]
        .map(|(path, text)| SealedFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() })
        .into()
}

/// The header that a shell page carries; `None` when it carries none.
#[must_use]
pub fn header_of(page: &str) -> Option<Vec<u8>> {
    let (_, rest) = page.split_once("data-header=\"")?;
    BASE64.decode(rest.split_once('"')?.0).ok()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
