//! Captures: the RADIUS packets of pcap and pcapng files.

use core::net::SocketAddr;
use core::time::Duration;

use etherparse::{NetSlice, SlicedPacket, TransportSlice, ether_type};
use pcap_parser::{
    Block, EnhancedPacketBlock, Linktype, PcapBlockOwned, PcapError, PcapNGSlice, nom,
    parse_pcap_frame, parse_pcap_frame_be, parse_pcap_header,
};
use radius::packet::Framer;

use super::input::{Item, Journey};

/// How a pcapng file begins.
const PCAPNG: [u8; 4] = [0x0a, 0x0d, 0x0d, 0x0a];

/// Ports of RADIUS: RFC 2865, 2866, 5176, 6614, and what was used before.
const PORTS: [u16; 6] = [1812, 1813, 1645, 1646, 3799, 2083];

/// Octets of a cooked header of version 2, in front of the network layer.
const COOKED_2_OCTETS: usize = 20;

/// What was found in a capture.
#[derive(Debug, Default)]
pub struct Found {
    /// The packets, in order.
    pub items: Vec<Item>,
    /// What looked like RADIUS and cannot be read, in words.
    pub left_out: Vec<String>,
}

/// One frame of a capture.
#[derive(Debug, Clone, Copy)]
struct Frame<'a> {
    number: u64,
    time: Option<Duration>,
    link: Linktype,
    octets: &'a [u8],
}

/// How times of an interface are counted.
#[derive(Debug, Clone, Copy)]
struct Interface {
    link: Linktype,
    resolution: u64,
    offset: u64,
}

/// Whether octets begin like a capture.
pub fn is_capture(octets: &[u8]) -> bool {
    const MAGICS: [[u8; 4]; 5] = [
        PCAPNG,
        [0xa1, 0xb2, 0xc3, 0xd4],
        [0xd4, 0xc3, 0xb2, 0xa1],
        [0xa1, 0xb2, 0x3c, 0x4d],
        [0x4d, 0x3c, 0xb2, 0xa1],
    ];
    octets.first_chunk().is_some_and(|magic| MAGICS.contains(magic))
}

/// The RADIUS packets of a capture: UDP datagrams, and whole packets in segments of TCP, from or to
/// the usual ports and these ones.
///
/// # Errors
/// Why the file cannot be read to its end.
pub fn read(octets: &[u8], ports: &[u16]) -> Result<Found, String> {
    match octets.first_chunk() {
        Some(&PCAPNG) => read_pcapng(octets, ports),
        _ => read_pcap(octets, ports),
    }
}

fn read_pcap(octets: &[u8], ports: &[u16]) -> Result<Found, String> {
    let mut found = Found::default();
    let (mut rest, header) = parse_pcap_header(octets).map_err(|error| describe(&error))?;
    let parse = if header.is_bigendian() { parse_pcap_frame_be } else { parse_pcap_frame };
    let nanoseconds_per_unit = if header.is_nanosecond_precision() { 1 } else { 1_000 };
    let mut number: u64 = 0;
    while !rest.is_empty() {
        let (after, frame) = parse(rest).map_err(|error| describe(&error))?;
        rest = after;
        number = number.saturating_add(1);
        let nanoseconds = frame.ts_usec.saturating_mul(nanoseconds_per_unit);
        let time = Duration::from_secs(frame.ts_sec.into())
            .saturating_add(Duration::from_nanos(nanoseconds.into()));
        let captured = usize::try_from(frame.caplen).unwrap_or(usize::MAX);
        let octets = frame.data.get(..captured).unwrap_or(frame.data);
        let frame = Frame { number, time: Some(time), link: header.network, octets };
        found.add(frame, ports);
    }
    Ok(found)
}

fn read_pcapng(octets: &[u8], ports: &[u16]) -> Result<Found, String> {
    let mut found = Found::default();
    let mut interfaces = Vec::new();
    let mut number: u64 = 0;
    for block in PcapNGSlice::from_slice(octets).map_err(|error| describe(&error))? {
        let PcapBlockOwned::NG(block) = block.map_err(|error| describe(&error))? else { continue };
        if let Some((link, time, octets)) = of_block(&block, &mut interfaces) {
            number = number.saturating_add(1);
            found.add(Frame { number, time, link, octets }, ports);
        }
    }
    Ok(found)
}

/// The frame of a block, if it is one of an interface that is described.
fn of_block<'a>(
    block: &Block<'a>,
    interfaces: &mut Vec<Interface>,
) -> Option<(Linktype, Option<Duration>, &'a [u8])> {
    match block {
        Block::SectionHeader(_) => interfaces.clear(),
        Block::InterfaceDescription(it) => interfaces.push(Interface {
            link: it.linktype,
            resolution: it.ts_resolution().unwrap_or_default(),
            offset: u64::try_from(it.ts_offset()).unwrap_or_default(),
        }),
        Block::EnhancedPacket(packet) => {
            let interface = interfaces.get(usize::try_from(packet.if_id).ok()?)?;
            let captured = usize::try_from(packet.caplen).ok()?;
            return Some((interface.link, time(packet, interface), packet.data.get(..captured)?));
        }
        Block::SimplePacket(packet) => {
            let whole = usize::try_from(packet.origlen).ok()?.min(packet.data.len());
            return Some((interfaces.first()?.link, None, packet.data.get(..whole)?));
        }
        _ => {}
    }
    None
}

fn time(packet: &EnhancedPacketBlock<'_>, interface: &Interface) -> Option<Duration> {
    let units = u64::from(packet.ts_high) << 32 | u64::from(packet.ts_low);
    let seconds = units.checked_div(interface.resolution)?.checked_add(interface.offset)?;
    let rest = u128::from(units.checked_rem(interface.resolution)?).checked_mul(1_000_000_000)?;
    let nanoseconds = rest.checked_div(interface.resolution.into())?;
    Some(Duration::new(seconds, u32::try_from(nanoseconds).ok()?))
}

impl Found {
    fn add(&mut self, frame: Frame<'_>, ports: &[u16]) {
        let Some(sliced) = network(frame).and_then(slice) else { return };
        let Some((source, destination)) = addresses(&sliced) else { return };
        if sliced.is_ip_payload_fragmented() {
            let text = "it is a fragment of a datagram, which is not put together";
            return self.leave_out(frame, text);
        }
        let (transport, from_port, to_port, payload) = match &sliced.transport {
            Some(TransportSlice::Udp(it)) => {
                ("udp", it.source_port(), it.destination_port(), it.payload())
            }
            Some(TransportSlice::Tcp(it)) => {
                ("tcp", it.source_port(), it.destination_port(), it.payload())
            }
            _ => return,
        };
        let is_radius = |port: u16| PORTS.contains(&port) || ports.contains(&port);
        if payload.is_empty() || !(is_radius(from_port) || is_radius(to_port)) {
            return;
        }
        let journey = Journey {
            frame: frame.number,
            time: frame.time,
            transport,
            from: SocketAddr::new(source, from_port),
            to: SocketAddr::new(destination, to_port),
        };
        if transport == "udp" {
            let octets = payload.to_vec();
            return self.items.push(Item { journey: Some(journey), octets });
        }
        self.add_segment(frame, journey, payload);
    }

    /// Adds the packets that are whole in a segment.
    fn add_segment(&mut self, frame: Frame<'_>, journey: Journey, payload: &[u8]) {
        let (mut framer, mut rest) = (Framer::new(), payload);
        loop {
            match framer.next_packet(&mut rest) {
                Ok(Some(octets)) => self.items.push(Item { journey: Some(journey), octets }),
                Ok(None) if framer.is_partial() => {
                    let text =
                        "a packet goes beyond its segment, and segments are not put together";
                    return self.leave_out(frame, text);
                }
                Ok(None) => return,
                Err(_) => {
                    let text =
                        "its segment does not begin with a packet: TLS, or the middle of one";
                    return self.leave_out(frame, text);
                }
            }
        }
    }

    fn leave_out(&mut self, frame: Frame<'_>, reason: &str) {
        self.left_out.push(format!("frame {}: {reason}", frame.number));
    }
}

/// The kind of what follows the header of the link, and that.
fn network(frame: Frame<'_>) -> Option<(Link, &[u8])> {
    let octets = frame.octets;
    match frame.link {
        Linktype::ETHERNET => Some((Link::Ethernet, octets)),
        Linktype::LINUX_SLL => Some((Link::Cooked, octets)),
        Linktype::RAW | Linktype::IPV4 | Linktype::IPV6 | Linktype(12 | 14) => {
            Some((Link::Ip, octets))
        }
        // A family of four octets: the version of IP tells the same.
        Linktype::NULL | Linktype::LOOP => Some((Link::Ip, octets.get(4..)?)),
        Linktype::LINUX_SLL2 => {
            let protocol = u16::from_be_bytes(*octets.first_chunk()?);
            let is_ip = [ether_type::IPV4.0, ether_type::IPV6.0].contains(&protocol);
            is_ip.then_some((Link::Ip, octets.get(COOKED_2_OCTETS..)?))
        }
        _ => None,
    }
}

#[derive(Debug, Clone, Copy)]
enum Link {
    Ethernet,
    Cooked,
    Ip,
}

fn slice<'a>((link, octets): (Link, &'a [u8])) -> Option<SlicedPacket<'a>> {
    match link {
        Link::Ethernet => SlicedPacket::from_ethernet(octets).ok(),
        Link::Cooked => SlicedPacket::from_linux_sll(octets).ok(),
        Link::Ip => SlicedPacket::from_ip(octets).ok(),
    }
}

fn addresses(sliced: &SlicedPacket<'_>) -> Option<(core::net::IpAddr, core::net::IpAddr)> {
    match sliced.net.as_ref()? {
        NetSlice::Ipv4(it) => {
            let header = it.header();
            Some((header.source_addr().into(), header.destination_addr().into()))
        }
        NetSlice::Ipv6(it) => {
            let header = it.header();
            Some((header.source_addr().into(), header.destination_addr().into()))
        }
        NetSlice::Arp(_) => None,
    }
}

fn describe(error: &nom::Err<PcapError<&[u8]>>) -> String {
    match error {
        nom::Err::Incomplete(_) => "the capture is cut off".to_owned(),
        nom::Err::Error(error) | nom::Err::Failure(error) => {
            format!("the capture cannot be read: {error}")
        }
    }
}
