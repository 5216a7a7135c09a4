//! Who is on the other end of a connection: on a machine with several users, another
//! user's program can reach the port as well as ours.
//!
//! Linux tells whose a socket is (`/proc/net/tcp`, `/proc/net/tcp6`). Where the system does not
//! tell, nobody is turned away; what that means stands in the documentation.

use std::net::SocketAddr;

/// Whether the system says that the socket at `peer`, connected to `own`, is another user's.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "the system's own tables, no file of the user's")]
pub fn is_another_users(peer: SocketAddr, own: SocketAddr) -> bool {
    use std::os::unix::fs::MetadataExt;
    let Ok(me) = std::fs::metadata("/proc/self").map(|process| process.uid()) else { return false };
    let tables: String = ["/proc/net/tcp", "/proc/net/tcp6"].iter().filter_map(|table| std::fs::read_to_string(table).ok()).collect();
    is_anothers(&tables, peer, own, me)
}

/// Where our end is listed and theirs is not, theirs is hidden from us or gone: nobody of ours.
#[cfg(any(target_os = "linux", test))]
fn is_anothers(tables: &str, peer: SocketAddr, own: SocketAddr, me: u32) -> bool {
    match owner(tables, peer, own) {
        Some(user) => user != me,
        None => owner(tables, own, peer).is_some(),
    }
}

/// Other systems do not tell without privileges.
#[cfg(not(target_os = "linux"))]
pub fn is_another_users(_: SocketAddr, _: SocketAddr) -> bool {
    false
}

/// The user id in the line of a socket: local address, remote address, …, the eighth column.
#[cfg(any(target_os = "linux", test))]
fn owner(tables: &str, local: SocketAddr, remote: SocketAddr) -> Option<u32> {
    let wanted = [local, mapped(local)].map(as_listed).into_iter().zip([remote, mapped(remote)].map(as_listed)).collect::<Vec<_>>();
    let is_wanted = |columns: &Vec<&str>| {
        wanted.iter().any(|(local, remote)| columns.get(1) == Some(&local.as_str()) && columns.get(2) == Some(&remote.as_str()))
    };
    let lines = tables.lines().map(|line| line.split_ascii_whitespace().collect::<Vec<_>>());
    lines.filter(is_wanted).find_map(|columns| columns.get(7)?.parse().ok())
}

/// An IPv4 address as a socket made for IPv6 has it: `::ffff:127.0.0.1` reaches 127.0.0.1 too, and
/// stands in the other table.
#[cfg(any(target_os = "linux", test))]
fn mapped(address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(four) => SocketAddr::from((four.ip().to_ipv6_mapped(), four.port())),
        SocketAddr::V6(_) => address,
    }
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
        assert!(is_anothers(table, client, server, 1000) && !is_anothers(table, client, server, 1001));
        assert_eq!(as_listed("[::1]:80".parse().unwrap()), "00000000000000000000000001000000:0050");
    }

    #[test]
    fn a_socket_made_for_ipv6_is_found_in_its_own_table() {
        let (server, client) = ("127.0.0.1:1212".parse().unwrap(), "127.0.0.1:50000".parse().unwrap());
        let ours = "   0: 0100007F:04BC 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 1 1\n";
        let theirs = "   0: 0000000000000000FFFF00000100007F:C350 0000000000000000FFFF00000100007F:04BC 01 \
             00000000:00000000 00:00000000 00000000  1001        0 2 1\n";
        assert!(is_anothers(&format!("{ours}{theirs}"), client, server, 1000));
        assert!(!is_anothers(&format!("{ours}{theirs}"), client, server, 1001));
        assert!(is_anothers(ours, client, server, 1000), "who is not listed beside us is none of ours");
        assert!(!is_anothers("", client, server, 1000), "a system that lists nothing tells nothing");
    }
}
