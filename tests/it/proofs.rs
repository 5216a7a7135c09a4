//! `tests/README.md` says which test proves which promise. A test it names is there.

use crate::folders::{root, text};

#[test]
fn every_test_that_is_named_is_there() {
    let table = text(&root("tests/README.md"));
    let (mut named, mut missing) = (0, Vec::new());
    for word in table.split('`').skip(1).step_by(2) {
        if let Some((file, test)) = word.split_once("::") {
            named += 1;
            let path = if file.starts_with("src/") { root(file) } else { root("tests").join(file) };
            let code = text(&path);
            let is_test = code.split("#[test]").skip(1).any(|after| {
                let line = after.lines().find(|line| line.trim_start().starts_with("fn ")).unwrap_or_default();
                line.trim_start().strip_prefix("fn ").and_then(|rest| rest.strip_prefix(test)).is_some_and(|rest| rest.starts_with('('))
            });
            if !is_test {
                missing.push(word);
            }
        } else if word.ends_with(".mjs") && !root("tests").join(word).is_file() {
            missing.push(word);
        }
    }
    assert!(named > 80, "only {named} tests are named");
    assert_eq!(missing, [""; 0]);
}
