//! The sealed demo: not one private string in any file or name.

use crate::leaks::{files, leaks, secrets};
use std::path::Path;
use std::process::Command;

#[test]
fn a_sealed_site_says_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let build = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_renmai"));
        command.arg("--root").arg(root).args(["--today", "2026-11-22", "-q", "build", "-o"]).arg(&site).args(arguments);
        assert!(command.env("RENMAI_PASSPHRASE", "undone grievance swab lunchbox eatable pacemaker").status().unwrap().success());
    };
    // A plain site that stood there before is gone, every page of it.
    build(&[]);
    let secrets = secrets(&root.join("content"));
    assert!(secrets.len() > 500, "only {} private strings", secrets.len());
    assert!(!leaks(&site, &secrets).is_empty(), "the search finds what is there");
    build(&["--encrypt"]);
    assert_eq!(leaks(&site, &secrets), Vec::<String>::new());
    let names: Vec<String> = files(&site).iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let opaque =
        |name: &str| name.strip_suffix(".js").is_some_and(|stem| stem.len() == 5 && stem.bytes().all(|byte| byte.is_ascii_digit()));
    let shell = ["index.html", "sealed.js", "sealed.css", ".renmai-manifest"];
    assert!(names.iter().all(|name| opaque(name) || shell.contains(&name.as_str())), "{names:?}");
}

/// Watched by `strace`: whatever is written, whenever it is killed, is not readable, and the passphrase stands
/// nowhere. It must be installed and may trace, so this runs where it is asked for (`.ci/run` does).
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs strace"]
fn nothing_in_clear_is_written_while_sealing() {
    use std::fs;
    const PASSPHRASE: &str = "undone grievance swab lunchbox eatable pacemaker";
    let folder = tempfile::tempdir().unwrap();
    let (root, elsewhere) = (folder.path().join("journal"), folder.path().join("elsewhere"));
    fs::create_dir_all(root.join("content/people")).unwrap();
    fs::create_dir_all(root.join("content/assets")).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(root.join("renmai.yaml"), "title: Quibblewort\n").unwrap();
    fs::write(root.join("content/people/quibblewort.md"), "---\nname: Quibblewort\ntags: [quibblewort]\n---\nQuibblewort\n").unwrap();
    fs::write(root.join("content/assets/quibblewort.txt"), "Quibblewort").unwrap();
    let log = folder.path().join("calls.log");
    let site = elsewhere.join("site");
    let seal = |strace: &[&str]| {
        let mut command = Command::new("strace");
        command.args(["-f", "-q", "-y", "-s", "1000000", "-o"]).arg(&log).args(strace).arg(env!("CARGO_BIN_EXE_renmai"));
        command.arg("--root").arg(&root).args(["--today", "2026-11-22", "build", "--encrypt", "-o"]).arg(&site);
        // Temporary files would lie where they are looked for.
        command.env("RENMAI_PASSPHRASE", PASSPHRASE).env("TMPDIR", &elsewhere).env("RAYON_NUM_THREADS", "1");
        command.output().expect("strace is installed")
    };
    let secrets = std::collections::BTreeSet::from(["quibblewort", "undone grievance", "lunchbox eatable"].map(str::to_owned));
    let done = seal(&["-e", "trace=write,writev,pwrite64,pwritev,sendto,rename,renameat2,openat,mkdir,execve"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let calls = fs::read_to_string(&log).unwrap();
    let writes: Vec<&str> = calls.lines().filter(|line| line.contains("write(") || line.contains("rename")).collect();
    assert!(writes.len() > 5, "{calls}");
    let clear = writes.iter().filter(|line| {
        let line = line.to_lowercase();
        secrets.iter().any(|secret| line.contains(secret.as_str()))
    });
    assert_eq!(clear.collect::<Vec<_>>(), Vec::<&&str>::new());
    let command = calls.lines().find(|line| line.contains("execve(")).unwrap();
    assert!(!command.contains("lunchbox"), "the passphrase is typed: {command}");
    let mut killed = 0;
    // Each costs a million rounds.
    for (call, step) in [("openat", 141), ("write", 6), ("rename", 6)] {
        for at in (2..400).step_by(step) {
            let _ = fs::remove_dir_all(&elsewhere);
            fs::create_dir_all(&elsewhere).unwrap();
            let done = seal(&["-e", &format!("trace={call}"), "-e", &format!("inject={call}:signal=KILL:when={at}")]);
            assert_eq!(leaks(&elsewhere, &secrets), Vec::<String>::new(), "killed at {call} {at}");
            if done.status.success() {
                break;
            }
            killed += 1;
        }
    }
    assert!(killed > 2, "{killed}");
}
