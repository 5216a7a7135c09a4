//! Tokens of the settings as a small style sheet; never inline, since the
//! content policy forbids it.
//!
//! A token `paper` is the variable `--paper` of the theme; `paper-dark` is the
//! same in the dark.

/// The style sheet, and the tokens it would not take.
#[must_use]
pub fn style_sheet(tokens: &[(String, String)]) -> (String, Vec<String>) {
    let (mut light, mut dark, mut refused) = (String::new(), String::new(), Vec::new());
    for (name, value) in tokens {
        if !is_safe(name, value) {
            refused.push(name.clone());
            continue;
        }
        let (list, name) = match name.strip_suffix("-dark") {
            Some(name) => (&mut dark, name),
            None => (&mut light, name.as_str()),
        };
        list.push_str(&format!("--{name}:{};", value.trim()));
    }
    let mut sheet = String::new();
    if !light.is_empty() {
        sheet.push_str(&format!(":root{{{light}}}\n"));
    }
    if !dark.is_empty() {
        sheet.push_str(&format!("@media (prefers-color-scheme:dark){{:root:not([data-appearance=light]){{{dark}}}}}\n"));
        sheet.push_str(&format!(":root[data-appearance=dark]{{{dark}}}\n"));
    }
    (sheet, refused)
}

/// A value can neither leave its declaration nor load anything.
fn is_safe(name: &str, value: &str) -> bool {
    let name_is_plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let leaves = |c: char| c.is_control() || matches!(c, '{' | '}' | ';' | '<' | '>' | '\\' | '@' | '!' | ':');
    let value_lower = value.to_ascii_lowercase();
    let loads = ["url(", "image(", "image-set(", "src(", "/*", "//"].iter().any(|call| value_lower.contains(call));
    name_is_plain && !value.trim().is_empty() && !value.contains(leaves) && !loads && quotes_close(value)
}

fn quotes_close(value: &str) -> bool {
    let even = |quote: char| value.matches(quote).count().is_multiple_of(2);
    even('"') && even('\'') && value.matches('(').count() == value.matches(')').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: &str, expected: Option<&str>) {
        let (sheet, refused) = style_sheet(&[(name.to_owned(), value.to_owned())]);
        assert_eq!(expected.map(str::to_owned), refused.is_empty().then_some(sheet), "{name}: {value}");
    }

    #[test]
    fn tokens_become_variables() {
        check("paper", "#fff", Some(":root{--paper:#fff;}\n"));
        check("serif", "\"Noto Serif\", serif", Some(":root{--serif:\"Noto Serif\", serif;}\n"));
        check(
            "paper-dark",
            "rgb(0 0 0)",
            Some(
                "@media (prefers-color-scheme:dark){:root:not([data-appearance=light]){--paper:rgb(0 0 0);}}\n:root[data-appearance=dark]{--paper:rgb(0 0 0);}\n",
            ),
        );
    }

    #[test]
    fn nothing_leaves_its_declaration_or_loads() {
        for value in ["", "red;}", "url(x)", "URL(//evil)", "\"open", "@import x", "a/*", "x\\", "image-set(\"a\" 1x)"] {
            check("paper", value, None);
        }
        check("Paper{", "#fff", None);
    }
}
