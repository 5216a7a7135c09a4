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
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::MetadataExt;
    let Ok(me) = std::fs::metadata("/proc/self").map(|process| process.uid()) else { return false };
    // Each table is a walk through all that the kernel has room for: no further than to the line that is sought.
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].into_iter().filter_map(|table| std::fs::File::open(table).ok());
    is_anothers(tables.flat_map(|table| BufReader::new(table).lines().map_while(Result::ok)), peer, own, me)
}

/// Where our end is listed and theirs is not, theirs is hidden from us or gone: nobody of ours.
#[cfg(any(target_os = "linux", test))]
fn is_anothers(lines: impl Iterator<Item = impl AsRef<str>>, peer: SocketAddr, own: SocketAddr, me: u32) -> bool {
    let (theirs, ours) = (listed(peer, own), listed(own, peer));
    let mut are_we_listed = false;
    for line in lines {
        if let Some(user) = owner(line.as_ref(), &theirs) {
            return user != me;
        }
        are_we_listed |= owner(line.as_ref(), &ours).is_some();
    }
    are_we_listed
}

/// Other systems do not tell without privileges.
#[cfg(not(target_os = "linux"))]
pub fn is_another_users(_: SocketAddr, _: SocketAddr) -> bool {
    false
}

/// A socket's two addresses as the tables have them.
#[cfg(any(target_os = "linux", test))]
fn listed(local: SocketAddr, remote: SocketAddr) -> [[String; 2]; 2] {
    [[local, remote], [mapped(local), mapped(remote)]].map(|ends| ends.map(as_listed))
}

/// The user id, if it is the line of this socket: local address, remote address, …, the eighth column.
#[cfg(any(target_os = "linux", test))]
fn owner(line: &str, wanted: &[[String; 2]; 2]) -> Option<u32> {
    let mut columns = line.split_ascii_whitespace().skip(1);
    let ends = [columns.next()?, columns.next()?];
    if wanted.iter().all(|wanted| *wanted != ends) {
        return None;
    }
    columns.nth(4)?.parse().ok()
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
        let of = |local, remote| table.lines().find_map(|line| owner(line, &listed(local, remote)));
        assert_eq!(of(client, server), Some(1001));
        assert_eq!(of(server, client), Some(1000));
        assert_eq!(of(client, client), None);
        assert!(is_anothers(table.lines(), client, server, 1000) && !is_anothers(table.lines(), client, server, 1001));
        assert_eq!(as_listed("[::1]:80".parse().unwrap()), "00000000000000000000000001000000:0050");
    }

    #[test]
    fn a_socket_made_for_ipv6_is_found_in_its_own_table() {
        let (server, client) = ("127.0.0.1:1212".parse().unwrap(), "127.0.0.1:50000".parse().unwrap());
        let ours = "   0: 0100007F:04BC 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 1 1\n";
        let theirs = "   0: 0000000000000000FFFF00000100007F:C350 0000000000000000FFFF00000100007F:04BC 01 \
             00000000:00000000 00:00000000 00000000  1001        0 2 1\n";
        assert!(is_anothers([ours, theirs].iter(), client, server, 1000));
        assert!(!is_anothers([ours, theirs].iter(), client, server, 1001));
        assert!(is_anothers([ours].iter(), client, server, 1000), "who is not listed beside us is none of ours");
        assert!(!is_anothers([""].iter(), client, server, 1000), "a system that lists nothing tells nothing");
    }
}
