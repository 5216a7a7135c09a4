//! A file stays what it is, or it stays as it is.

use super::*;
use std::os::unix::fs::{PermissionsExt, symlink};

fn edit(path: &Path, new: &str) -> Result<(), EditError> {
    Original::read(path)?.replace(new.as_bytes())
}

fn leftovers(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn mode_and_link_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("a.md"), folder.path().join("l.md"));
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.md", &link).unwrap();
    edit(&link, "new").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(leftovers(folder.path()), 2);
}

#[test]
fn a_file_that_changed_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "old").unwrap();
    let original = Original::read(&file).unwrap();
    fs::write(&file, "theirs").unwrap();
    assert!(matches!(original.replace(b"ours"), Err(EditError::Changed)));
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
    assert_eq!(leftovers(folder.path()), 1);
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (file, other) = (folder.path().join("a.md"), folder.path().join("b.md"));
    fs::write(&file, "old").unwrap();
    fs::hard_link(&file, &other).unwrap();
    assert!(matches!(edit(&file, "new"), Err(EditError::HardLinked)));
    fs::remove_file(&other).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
    assert!(matches!(edit(&file, "new"), Err(EditError::ReadOnly)));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
}

#[test]
fn nothing_is_overwritten_by_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    create(&file, b"one").unwrap();
    assert!(matches!(create(&file, b"two"), Err(EditError::Exists)));
    assert_eq!(fs::read_to_string(&file).unwrap(), "one");
}

#[test]
fn two_writers_lose_no_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..25 {
                    let original = Original::read(&file).unwrap();
                    let new = [original.bytes(), b"line\n"].concat();
                    original.replace(&new).unwrap();
                }
            });
        }
    });
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 100);
}

#[test]
fn a_killed_commands_draft_is_cleared_and_a_living_ones_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (dead, mine) = (folder.path().join(".renmai-a1b2c3.tmp"), folder.path().join(".renmai-entry-x.md"));
    fs::write(&dead, "half").unwrap();
    fs::write(&mine, "what somebody typed").unwrap();
    let living = Draft::write(folder.path(), b"new").unwrap();
    clear_leftovers(folder.path());
    assert!(!dead.exists() && mine.exists());
    living.become_new(&folder.path().join("a.md")).unwrap();
    assert_eq!(leftovers(folder.path()), 2);
    clear_leftovers(&folder.path().join("absent"));
}

#[test]
fn writers_and_clearers_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..50).for_each(|_| clear_leftovers(folder.path())));
            scope.spawn(|| {
                for _ in 0..25 {
                    let original = Original::read(&file).unwrap();
                    let new = [original.bytes(), b"line\n"].concat();
                    original.replace(&new).unwrap();
                }
            });
        }
    });
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 50);
    assert_eq!(leftovers(folder.path()), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn extended_attributes_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "old").unwrap();
    // A file system without them has nothing to keep.
    if setxattr(&file, "user.colour", b"green", XattrFlags::empty()).is_err() {
        return;
    }
    edit(&file, "new").unwrap();
    let mut value = [0; 16];
    let length = getxattr(&file, "user.colour", &mut value[..]).unwrap();
    assert_eq!(&value[..length], b"green");
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
}
