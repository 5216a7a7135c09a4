//! Who is on the other end of a connection: on a machine with several users, another
//! user's program can reach the port as well as ours.
//!
//! Linux tells whose a socket is (`/proc/net/tcp`). Where the system does not tell,
//! nobody is turned away; what that means stands in the documentation.

use std::net::SocketAddr;

/// Whether the system says that the socket at `peer`, connected to `own`, is another user's.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "the system's own tables, no file of the user's")]
pub fn is_another_users(peer: SocketAddr, own: SocketAddr) -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(me) = std::fs::metadata("/proc/self").map(|process| process.uid()) else { return false };
    let table = if peer.is_ipv4() { "/proc/net/tcp" } else { "/proc/net/tcp6" };
    let Ok(table) = std::fs::read_to_string(table) else { return false };
    owner(&table, peer, own).is_some_and(|user| user != me)
}

/// Other systems do not tell without privileges.
#[cfg(not(target_os = "linux"))]
pub fn is_another_users(_: SocketAddr, _: SocketAddr) -> bool {
    false
}

/// The user id in the line of a socket: local address, remote address, …, the eighth column.
#[cfg(any(target_os = "linux", test))]
fn owner(table: &str, local: SocketAddr, remote: SocketAddr) -> Option<u32> {
    let (local, remote) = (as_listed(local), as_listed(remote));
    let columns = table.lines().skip(1).map(|line| line.split_ascii_whitespace().collect::<Vec<_>>());
    let mut found = columns.filter(|columns| columns.get(1) == Some(&local.as_str()) && columns.get(2) == Some(&remote.as_str()));
    found.next()?.get(7)?.parse().ok()
}

/// An address as the kernel lists it: words of the machine's own byte order, in hex.
#[cfg(any(target_os = "linux", test))]
fn as_listed(address: SocketAddr) -> String {
    let words: Vec<u8> = match address {
        SocketAddr::V4(address) => address.ip().octets().to_vec(),
        SocketAddr::V6(address) => address.ip().octets().to_vec(),
    };
    let hex = words.chunks(4).map(|word| {
        let word: [u8; 4] = word.try_into().unwrap_or_default();
        format!("{:08X}", u32::from_ne_bytes(word))
    });
    format!("{}:{:04X}", hex.collect::<String>(), address.port())
}

#[cfg(all(test, target_endian = "little"))]
mod tests {
    use super::*;

    #[test]
    fn the_owner_stands_in_the_line_of_both_ends() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
             0: 0100007F:04BC 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 1 1\n\
             1: 0100007F:C350 0100007F:04BC 01 00000000:00000000 00:00000000 00000000  1001        0 2 1\n";
        let (server, client) = ("127.0.0.1:1212".parse().unwrap(), "127.0.0.1:50000".parse().unwrap());
        assert_eq!(owner(table, client, server), Some(1001));
        assert_eq!(owner(table, server, client), Some(1000));
        assert_eq!(owner(table, client, client), None);
        assert_eq!(as_listed("[::1]:80".parse().unwrap()), "00000000000000000000000001000000:0050");
    }
}
