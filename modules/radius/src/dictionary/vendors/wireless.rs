//! Wireless networks and hotspots.

use super::definition::{integer, ipv4, string, text, tlv};
use super::{Definition, Hiding};
use crate::attribute::Reference;

const fn aruba(number: u8) -> Reference {
    Reference::vendor(14823, number)
}

pub(super) const ARUBA: &[Definition] = &[
    text(aruba(1), "Aruba-User-Role"),
    integer(aruba(2), "Aruba-User-Vlan"),
    integer(aruba(3), "Aruba-Priv-Admin-User"),
    text(aruba(4), "Aruba-Admin-Role"),
    text(aruba(5), "Aruba-Essid-Name"),
    text(aruba(6), "Aruba-Location-Id"),
    text(aruba(7), "Aruba-Port-Identifier"),
    text(aruba(8), "Aruba-MMS-User-Template"),
    text(aruba(9), "Aruba-Named-User-Vlan"),
    text(aruba(10), "Aruba-AP-Group"),
    text(aruba(11), "Aruba-Framed-IPv6-Address"),
    text(aruba(12), "Aruba-Device-Type"),
    integer(aruba(14), "Aruba-No-DHCP-Fingerprint"),
    text(aruba(15), "Aruba-Mdps-Device-Udid"),
    text(aruba(23), "Aruba-CPPM-Role"),
    text(aruba(24), "Aruba-AirGroup-User-Name"),
    text(aruba(28), "Aruba-Auth-Survivability"),
    text(aruba(29), "Aruba-AS-User-Name"),
    text(aruba(30), "Aruba-AS-Credential-Hash"),
    ipv4(aruba(34), "Aruba-AP-IP-Address"),
    text(aruba(36), "Aruba-User-Group"),
    text(aruba(37), "Aruba-Network-SSO-Token"),
    integer(aruba(39), "Aruba-Auth-SurvMethod"),
    integer(aruba(40), "Aruba-Port-Bounce-Host"),
    text(aruba(42), "Aruba-Admin-Path"),
    text(aruba(43), "Aruba-Captive-Portal-URL"),
    string(aruba(44), "Aruba-MPSK-Passphrase").hidden(Hiding::Salted),
    text(aruba(46), "Aruba-Command-String"),
    text(aruba(47), "Aruba-Network-Profile"),
    integer(aruba(49), "Aruba-PoE-Priority"),
    integer(aruba(50), "Aruba-Port-Auth-Mode"),
    text(aruba(51), "Aruba-NAS-Filter-Rule"),
    text(aruba(53), "Aruba-UBT-Gateway-Role"),
    text(aruba(54), "Aruba-Gateway-Zone"),
    text(aruba(60), "Aruba-AP-MAC-Address"),
    text(aruba(61), "Aruba-Device-MAC-Address"),
    integer(aruba(63), "Aruba-Device-Traffic-Class"),
];

const fn airespace(number: u8) -> Reference {
    Reference::vendor(14179, number)
}

pub(super) const AIRESPACE: &[Definition] = &[
    integer(airespace(1), "Airespace-Wlan-Id"),
    integer(airespace(2), "Airespace-QOS-Level"),
    integer(airespace(3), "Airespace-DSCP"),
    integer(airespace(4), "Airespace-8021p-Tag"),
    text(airespace(5), "Airespace-Interface-Name"),
    text(airespace(6), "Airespace-ACL-Name"),
    integer(airespace(7), "Airespace-Data-Bandwidth-Average-Contract"),
    integer(airespace(8), "Airespace-Real-Time-Bandwidth-Average-Contract"),
    integer(airespace(9), "Airespace-Data-Bandwidth-Burst-Contract"),
    integer(airespace(10), "Airespace-Real-Time-Bandwidth-Burst-Contract"),
    text(airespace(11), "Airespace-Guest-Role-Name"),
];

const fn ruckus(number: u8) -> Reference {
    Reference::vendor(25053, number)
}

pub(super) const RUCKUS: &[Definition] = &[
    text(ruckus(1), "Ruckus-User-Groups"),
    integer(ruckus(2), "Ruckus-Sta-RSSI"),
    text(ruckus(3), "Ruckus-SSID"),
    integer(ruckus(4), "Ruckus-Wlan-Id"),
    text(ruckus(5), "Ruckus-Location"),
    integer(ruckus(6), "Ruckus-Grace-Period"),
    integer(ruckus(7), "Ruckus-SCG-CBlade-IP"),
    integer(ruckus(8), "Ruckus-SCG-DBlade-IP"),
    integer(ruckus(9), "Ruckus-VLAN-ID"),
    text(ruckus(11), "Ruckus-Sta-UUID"),
    integer(ruckus(12), "Ruckus-Accept-Enhancement-Reason"),
    text(ruckus(13), "Ruckus-Sta-Inner-Id"),
    string(ruckus(14), "Ruckus-BSSID"),
    text(ruckus(20), "Ruckus-FlexAuth-AVP"),
    string(ruckus(101), "Ruckus-Triplets"),
    string(ruckus(102), "Ruckus-IMSI"),
    string(ruckus(103), "Ruckus-MSISDN"),
    text(ruckus(104), "Ruckus-APN-NI"),
    integer(ruckus(125), "Ruckus-Session-Type"),
    integer(ruckus(126), "Ruckus-Accounting-Status"),
    text(ruckus(127), "Ruckus-Zone-Id"),
    text(ruckus(134), "Ruckus-Zone-Name"),
    text(ruckus(135), "Ruckus-Wlan-Name"),
    text(ruckus(138), "Ruckus-Client-Host-Name"),
    text(ruckus(141), "Ruckus-Vlan-Pool"),
    string(ruckus(142), "Ruckus-Dpsk"),
    text(ruckus(145), "Ruckus-Traffic-Class-Attribute-Ids"),
    tlv(ruckus(146), "Ruckus-TC-Attr-Ids-With-Quota"),
    text(ruckus(146).member(1), "Ruckus-TC-Name-Quota"),
    string(ruckus(146).member(2), "Ruckus-TC-Quota"),
    tlv(ruckus(153), "Ruckus-DPSK-Params"),
];

const fn mikrotik(number: u8) -> Reference {
    Reference::vendor(14988, number)
}

pub(super) const MIKROTIK: &[Definition] = &[
    integer(mikrotik(1), "Mikrotik-Recv-Limit"),
    integer(mikrotik(2), "Mikrotik-Xmit-Limit"),
    text(mikrotik(3), "Mikrotik-Group"),
    integer(mikrotik(4), "Mikrotik-Wireless-Forward"),
    integer(mikrotik(5), "Mikrotik-Wireless-Skip-Dot1x"),
    integer(mikrotik(6), "Mikrotik-Wireless-Enc-Algo"),
    text(mikrotik(7), "Mikrotik-Wireless-Enc-Key"),
    text(mikrotik(8), "Mikrotik-Rate-Limit"),
    text(mikrotik(9), "Mikrotik-Realm"),
    ipv4(mikrotik(10), "Mikrotik-Host-IP"),
    text(mikrotik(11), "Mikrotik-Mark-Id"),
    text(mikrotik(12), "Mikrotik-Advertise-URL"),
    integer(mikrotik(13), "Mikrotik-Advertise-Interval"),
    integer(mikrotik(14), "Mikrotik-Recv-Limit-Gigawords"),
    integer(mikrotik(15), "Mikrotik-Xmit-Limit-Gigawords"),
    text(mikrotik(16), "Mikrotik-Wireless-PSK"),
    integer(mikrotik(17), "Mikrotik-Total-Limit"),
    integer(mikrotik(18), "Mikrotik-Total-Limit-Gigawords"),
    text(mikrotik(19), "Mikrotik-Address-List"),
    text(mikrotik(20), "Mikrotik-Wireless-MPKey"),
    text(mikrotik(21), "Mikrotik-Wireless-Comment"),
    text(mikrotik(22), "Mikrotik-Delegated-IPv6-Pool"),
    text(mikrotik(23), "Mikrotik-DHCP-Option-Set"),
    text(mikrotik(24), "Mikrotik-DHCP-Option-Param-STR1"),
    text(mikrotik(25), "Mikrotik-DHCP-Option-Param-STR2"),
    integer(mikrotik(26), "Mikrotik-Wireless-VLANID"),
    integer(mikrotik(27), "Mikrotik-Wireless-VLANID-Type"),
    text(mikrotik(28), "Mikrotik-Wireless-Minsignal"),
    text(mikrotik(29), "Mikrotik-Wireless-Maxsignal"),
    text(mikrotik(30), "Mikrotik-Switching-Filter"),
];

const fn meraki(number: u8) -> Reference {
    Reference::vendor(29671, number)
}

pub(super) const MERAKI: &[Definition] = &[
    text(meraki(1), "Meraki-Device-Name"),
    text(meraki(2), "Meraki-Network-Name"),
    text(meraki(3), "Meraki-Ap-Name"),
    text(meraki(4), "Meraki-Ap-Tags"),
];

const fn aerohive(number: u8) -> Reference {
    Reference::vendor(26928, number)
}

pub(super) const AEROHIVE: &[Definition] = &[
    integer(aerohive(1), "AH-HM-Admin-Group-Id"),
    string(aerohive(3), "Extreme-Libsip-Patron-Info").hidden(Hiding::Salted),
    integer(aerohive(6), "Extreme-User-Profile-Attribute"),
    text(aerohive(8), "Extreme-AVPair"),
];

const fn lancom(number: u8) -> Reference {
    Reference::vendor(2356, number)
}

pub(super) const LANCOM: &[Definition] = &[
    text(lancom(19), "LCS-IKEv2-Local-Password").tagged().hidden(Hiding::Salted),
    text(lancom(20), "LCS-IKEv2-Remote-Password").tagged().hidden(Hiding::Salted),
];

const fn chillispot(number: u8) -> Reference {
    Reference::vendor(14559, number)
}

pub(super) const CHILLISPOT: &[Definition] = &[
    integer(chillispot(1), "ChilliSpot-Max-Input-Octets"),
    integer(chillispot(2), "ChilliSpot-Max-Output-Octets"),
    integer(chillispot(3), "ChilliSpot-Max-Total-Octets"),
    integer(chillispot(4), "ChilliSpot-Bandwidth-Max-Up"),
    integer(chillispot(5), "ChilliSpot-Bandwidth-Max-Down"),
    text(chillispot(6), "ChilliSpot-Config"),
    text(chillispot(7), "ChilliSpot-Lang"),
    text(chillispot(8), "ChilliSpot-Version"),
    text(chillispot(9), "ChilliSpot-OriginalURL"),
];
