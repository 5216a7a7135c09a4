//! The pre-commit hook of docs/editors, in a repository of its own.

use super::root;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn git(folder: &Path, arguments: &[&str]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_renmai")).parent().unwrap();
    let path = std::env::join_paths([program, Path::new("/usr/local/bin"), Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

#[test]
#[ignore = "needs git and sh"]
fn the_hook_lets_a_sound_journal_through_and_stops_a_broken_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    assert!(git(folder.path(), &["init", "-q"]).status.success());
    fs::create_dir_all(at("content/people")).unwrap();
    fs::create_dir_all(at(".git/hooks")).unwrap();
    fs::write(at("renmai.yaml"), "").unwrap();
    fs::write(at("content/people/ada.md"), "---\nname: Ada\n---\n").unwrap();
    fs::copy(root("docs/editors/pre-commit"), at(".git/hooks/pre-commit")).unwrap();
    fs::set_permissions(at(".git/hooks/pre-commit"), fs::Permissions::from_mode(0o755)).unwrap();
    let commit = || {
        assert!(git(folder.path(), &["add", "-A"]).status.success());
        git(folder.path(), &["commit", "-q", "-m", "a day"])
    };
    let sound = commit();
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));

    fs::write(at("content/people/ada.md"), "---\nname: Ada\nbirthday: 2025-02-30\n---\n").unwrap();
    let stopped = commit();
    let said = String::from_utf8_lossy(&stopped.stdout).into_owned() + &String::from_utf8_lossy(&stopped.stderr);
    assert!(!stopped.status.success() && said.contains("content/people/ada.md:3:"), "{said}");
    let log = git(folder.path(), &["log", "--oneline"]);
    assert_eq!(String::from_utf8_lossy(&log.stdout).lines().count(), 1);
}
