//! A site depends on its files and the day, not on where or how it is built; and building reads
//! the journal without leaving a trace in it.

use crate::journal::{Journal, tree};

#[test]
fn zones_languages_and_threads_of_the_system_change_no_byte() {
    let journal = Journal::new();
    journal.write("content/people/bo.md", "---\nname: 张伟\nbirthday: 02-29\n---\n## 往来\n- 2026-02-28 23:59 吃饭\n".as_bytes());
    let before = tree(&journal.path("content"));
    let mut first = None;
    for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai", "America/St_Johns", "Nowhere/Else"] {
        for language in ["C", "zh_CN.UTF-8", "tr_TR.UTF-8"] {
            let threads = if language == "C" { "1" } else { "16" };
            let mut command = journal.command(crate::program());
            command.envs([("TZ", zone), ("LC_ALL", language), ("LANG", language), ("RAYON_NUM_THREADS", threads)]);
            let out = journal.folder.path().join(format!("out-{}-{language}", zone.replace('/', "-")));
            let built = command.args(["build", "--quiet", "--today", "2026-03-01", "-o"]).arg(&out).output().unwrap();
            assert!(built.status.success(), "{zone} {language}: {}", String::from_utf8_lossy(&built.stderr));
            let site = tree(&out);
            assert!(site.len() > 20, "{} files", site.len());
            assert!(*first.get_or_insert_with(|| site.clone()) == site, "{zone} {language}");
        }
    }
    assert!(journal.renmai(&["check"]).status.code().is_some_and(|code| code < 2));
    assert!(tree(&journal.path("content")) == before, "the notes were touched");
}
