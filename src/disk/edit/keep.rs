//! What a file is beside its bytes, given to the one that takes its place: owner,
//! extended attributes (access lists among them), mode.

use super::EditError;
use std::fs::{File, Metadata};

/// Makes `new` what `old` is.
pub fn keep(old: &File, new: &File, metadata: &Metadata) -> Result<(), EditError> {
    owner(new, metadata)?;
    attributes(old, new)?;
    // After the access list, whose mask the group's bits are.
    new.set_permissions(metadata.permissions())?;
    Ok(())
}

/// Only where they differ: a file in a group folder stays the group's.
#[cfg(unix)]
fn owner(new: &File, metadata: &Metadata) -> Result<(), EditError> {
    use std::io::ErrorKind;
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = new.metadata()?;
    if (made.uid(), made.gid()) == (metadata.uid(), metadata.gid()) {
        return Ok(());
    }
    fchown(new, Some(metadata.uid()), Some(metadata.gid())).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => EditError::Foreign,
        _ => EditError::Io(error),
    })
}

#[cfg(not(unix))]
fn owner(_: &File, _: &Metadata) -> Result<(), EditError> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn attributes(old: &File, new: &File) -> Result<(), EditError> {
    use rustix::fs::{XattrFlags, fsetxattr};
    for name in names(old)? {
        let Some(value) = value(old, &name)? else { continue };
        if value_if_any(new, &name).as_deref() == Some(value.as_slice()) {
            continue;
        }
        match fsetxattr(new, name.as_str(), &value, XattrFlags::empty()) {
            // Labels the system gives by itself are the system's to give.
            Err(_) if !name.starts_with("user.") && !name.starts_with("system.posix_acl") && cfg!(target_os = "linux") => {}
            Err(_) => return Err(EditError::Attribute(name)),
            Ok(()) => {}
        }
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn attributes(_: &File, _: &File) -> Result<(), EditError> {
    Ok(())
}

/// Names of the attributes; none on a file system that has no such thing.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn names(file: &File) -> Result<Vec<String>, EditError> {
    use rustix::io::Errno;
    let list = match whole(|buffer| rustix::fs::flistxattr(file, buffer)) {
        Ok(list) => list,
        Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(Vec::new()),
        Err(error) => return Err(EditError::Io(error.into())),
    };
    Ok(list.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

/// An attribute's value; none when it is gone by now.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn value(file: &File, name: &str) -> Result<Option<Vec<u8>>, EditError> {
    match whole(|buffer| rustix::fs::fgetxattr(file, name, buffer)) {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_absent(error) => Ok(None),
        Err(error) => Err(EditError::Io(error.into())),
    }
}

/// All of something whose length nobody knows beforehand.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn whole(read: impl Fn(&mut [u8]) -> Result<usize, rustix::io::Errno>) -> Result<Vec<u8>, rustix::io::Errno> {
    let mut buffer = vec![0; 256];
    loop {
        match read(&mut buffer) {
            Ok(length) => {
                buffer.truncate(length);
                return Ok(buffer);
            }
            Err(rustix::io::Errno::RANGE) => buffer.resize(buffer.len() * 4, 0),
            Err(error) => return Err(error),
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn value_if_any(file: &File, name: &str) -> Option<Vec<u8>> {
    value(file, name).ok().flatten()
}

#[cfg(target_os = "linux")]
fn is_absent(error: rustix::io::Errno) -> bool {
    error == rustix::io::Errno::NODATA
}

#[cfg(target_os = "macos")]
fn is_absent(error: rustix::io::Errno) -> bool {
    error == rustix::io::Errno::NOATTR
}
