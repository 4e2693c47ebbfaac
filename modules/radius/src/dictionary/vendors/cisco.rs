//! Cisco.

use super::Definition;
use super::definition::{integer, text};
use crate::attribute::Reference;

const fn at(number: u8) -> Reference {
    Reference::vendor(9, number)
}

pub(super) const CISCO: &[Definition] = &[
    text(at(1), "Cisco-AVPair"),
    text(at(2), "Cisco-NAS-Port"),
    text(at(23), "h323-remote-address"),
    text(at(24), "h323-conf-id"),
    text(at(25), "h323-setup-time"),
    text(at(26), "h323-call-origin"),
    text(at(27), "h323-call-type"),
    text(at(28), "h323-connect-time"),
    text(at(29), "h323-disconnect-time"),
    text(at(30), "h323-disconnect-cause"),
    text(at(31), "h323-voice-quality"),
    text(at(33), "h323-gw-id"),
    text(at(37), "Cisco-Policy-Up"),
    text(at(38), "Cisco-Policy-Down"),
    text(at(46), "Cisco-Relay-Information-Option"),
    text(at(47), "Cisco-DHCP-User-Class"),
    text(at(48), "Cisco-DHCP-Vendor-Class"),
    text(at(50), "Cisco-DHCP-Relay-GiAddr"),
    text(at(51), "Cisco-Service-Name"),
    text(at(52), "Cisco-Parent-Session-Id"),
    text(at(55), "Cisco-Sub-QoS-Pol-In"),
    text(at(56), "Cisco-Sub-QoS-Pol-Out"),
    text(at(57), "Cisco-In-ACL"),
    text(at(58), "Cisco-Out-ACL"),
    text(at(59), "Cisco-Sub-PBR-Policy-In"),
    text(at(60), "Cisco-Sub-Activate-Service"),
    text(at(61), "Cisco-IPv6-In-ACL"),
    text(at(62), "Cisco-IPv6-Out-ACL"),
    text(at(63), "Cisco-Sub-Deactivate-Service"),
    text(at(65), "Cisco-DHCP-Subscriber-Id"),
    text(at(66), "Cisco-DHCPv6-Link-Address"),
    integer(at(187), "Cisco-Multilink-ID"),
    integer(at(188), "Cisco-Num-In-Multilink"),
    integer(at(190), "Cisco-Pre-Input-Octets"),
    integer(at(191), "Cisco-Pre-Output-Octets"),
    integer(at(192), "Cisco-Pre-Input-Packets"),
    integer(at(193), "Cisco-Pre-Output-Packets"),
    integer(at(194), "Cisco-Maximum-Time"),
    integer(at(195), "Cisco-Disconnect-Cause"),
    integer(at(197), "Cisco-Data-Rate"),
    integer(at(198), "Cisco-PreSession-Time"),
    text(at(217), "Cisco-IP-Pool-Definition"),
    integer(at(218), "Cisco-Assign-IP-Pool"),
    integer(at(235), "Cisco-Maximum-Channels"),
    integer(at(244), "Cisco-Idle-Limit"),
    text(at(249), "Cisco-Subscriber-Password"),
    text(at(250), "Cisco-Account-Info"),
    text(at(251), "Cisco-Service-Info"),
    text(at(252), "Cisco-Command-Code"),
    text(at(253), "Cisco-Control-Info"),
    integer(at(255), "Cisco-Xmit-Rate"),
];
