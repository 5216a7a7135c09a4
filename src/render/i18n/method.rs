//! Reads a method text, `messages/LANG/method/FIGURE.md`: how a figure comes about.
//!
//! It is Markdown because it is also documentation of the code (see
//! `measure::method`). Its paragraph becomes the phrase `method.FIGURE.rule`, each
//! item `- part: text` the phrase `method.FIGURE.part`. A line that follows without a
//! blank one goes on with the text before it. A gap stands in backticks, so that the
//! documentation shows it as the number's name: `` `{new_days}` `` is the gap `{new_days}`.

use super::phrase;
use super::tree::Entry;

/// The phrases of one text, in its order.
pub fn read(figure: &str, text: &str) -> Vec<(String, Entry)> {
    let mut phrases: Vec<(&str, String)> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        let item = line.strip_prefix("- ").and_then(|item| item.split_once(": "));
        match (item, phrases.last_mut()) {
            _ if line.is_empty() => goes_on = false,
            (Some((part, text)), _) => {
                phrases.push((part, text.to_owned()));
                goes_on = true;
            }
            (None, Some((_, before))) if goes_on => {
                before.push(' ');
                before.push_str(line);
            }
            (None, _) => {
                phrases.push(("rule", line.to_owned()));
                goes_on = true;
            }
        }
    }
    phrases.into_iter().map(|(part, text)| (format!("method.{figure}.{part}"), Entry::Phrase(phrase::parse(&bare_gaps(&text))))).collect()
}

fn bare_gaps(text: &str) -> String {
    text.replace("`{", "{").replace("}`", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_the_rule_and_items_are_its_parts() {
        let read = read("rhythm", "Days since.\nThat is r.\n\n- new: fewer than `{n}`\n  days\n- a b: c: d\n");
        let said = |text: &str| Entry::Phrase(phrase::parse(text));
        let expected = [
            ("method.rhythm.rule", said("Days since. That is r.")),
            ("method.rhythm.new", said("fewer than {n} days")),
            ("method.rhythm.a b", said("c: d")),
        ];
        assert_eq!(read, expected.map(|(key, entry)| (key.to_owned(), entry)));
    }
}
