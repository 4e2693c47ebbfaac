//! Switches, routers and firewalls.

use super::definition::{ethernet, integer, ipv4, ipv6, string, text, time};
use super::{Definition, Hiding, Role};
use crate::attribute::Reference;

const fn hp(number: u8) -> Reference {
    Reference::vendor(11, number)
}

pub(super) const HP: &[Definition] = &[
    integer(hp(1), "HP-Privilege-Level"),
    text(hp(2), "HP-Command-String"),
    integer(hp(3), "HP-Command-Exception"),
    integer(hp(10), "HP-Port-Client-Limit-Dot1x"),
    integer(hp(11), "HP-Port-Client-Limit-MA"),
    integer(hp(12), "HP-Port-Client-Limit-WA"),
    integer(hp(13), "HP-Port-Auth-Mode-Dot1x"),
    integer(hp(14), "HP-Port-MA-Port-Mode"),
    integer(hp(23), "HP-Port-Bounce-Host"),
    text(hp(24), "HP-Captive-Portal-URL"),
    text(hp(25), "HP-User-Role"),
    integer(hp(26), "HP-Management-Protocol"),
    text(hp(27), "HP-CPPM-Role"),
    text(hp(28), "HP-CPPM-Secondary-Role"),
    text(hp(40), "HP-Port-Priority-Regeneration-Table"),
    integer(hp(46), "HP-Bandwidth-Max-Ingress"),
    integer(hp(48), "HP-Bandwidth-Max-Egress"),
    text(hp(61), "HP-Nas-Filter-Rule"),
    text(hp(62), "HP-Access-Profile"),
    integer(hp(63), "HP-Nas-Rules-IPv6"),
    integer(hp(64), "HP-Egress-VLANID"),
    text(hp(65), "HP-Egress-VLAN-Name"),
    text(hp(192), "HP-VC-groups"),
    string(hp(255), "HP-Capability-Advert"),
];

const fn dell_emc(number: u8) -> Reference {
    Reference::vendor(674, number)
}

pub(super) const DELL_EMC: &[Definition] =
    &[text(dell_emc(1), "DellEMC-AVpair"), text(dell_emc(2), "DellEMC-Group-Name")];

const fn brocade(number: u8) -> Reference {
    Reference::vendor(1588, number)
}

pub(super) const BROCADE: &[Definition] = &[
    text(brocade(1), "Brocade-Auth-Role"),
    text(brocade(2), "Brocade-AVPairs1"),
    text(brocade(3), "Brocade-AVPairs2"),
    text(brocade(4), "Brocade-AVPairs3"),
    text(brocade(5), "Brocade-AVPairs4"),
    text(brocade(6), "Brocade-Passwd-ExpiryDate"),
    text(brocade(7), "Brocade-Passwd-WarnPeriod"),
];

const fn extreme(number: u8) -> Reference {
    Reference::vendor(1916, number)
}

pub(super) const EXTREME: &[Definition] = &[
    integer(extreme(201), "Extreme-CLI-Authorization"),
    text(extreme(202), "Extreme-Shell-Command"),
    text(extreme(203), "Extreme-Netlogin-Vlan"),
    text(extreme(204), "Extreme-Netlogin-Url"),
    text(extreme(205), "Extreme-Netlogin-Url-Desc"),
    integer(extreme(206), "Extreme-Netlogin-Only"),
    text(extreme(208), "Extreme-User-Location"),
    integer(extreme(209), "Extreme-Netlogin-Vlan-Tag"),
    text(extreme(211), "Extreme-Netlogin-Extended-Vlan"),
    text(extreme(212), "Extreme-Security-Profile"),
];

const fn huawei(number: u8) -> Reference {
    Reference::vendor(2011, number)
}

pub(super) const HUAWEI: &[Definition] = &[
    integer(huawei(1), "Huawei-Input-Burst-Size"),
    integer(huawei(2), "Huawei-Input-Average-Rate"),
    integer(huawei(3), "Huawei-Input-Peak-Rate"),
    integer(huawei(4), "Huawei-Output-Burst-Size"),
    integer(huawei(5), "Huawei-Output-Average-Rate"),
    integer(huawei(6), "Huawei-Output-Peak-Rate"),
    integer(huawei(15), "Huawei-Remanent-Volume"),
    text(huawei(17), "Huawei-ISP-ID"),
    integer(huawei(26), "Huawei-Connect-ID"),
    text(huawei(27), "Huawei-PortalURL"),
    integer(huawei(29), "Huawei-Exec-Privilege"),
    text(huawei(31), "Huawei-Qos-Profile-Name"),
    text(huawei(82), "Huawei-Data-Filter"),
    text(huawei(86), "Huawei-DPI-Policy-Name"),
    text(huawei(88), "Huawei-Framed-Pool"),
    text(huawei(94), "Huawei-VPN-Instance"),
    text(huawei(95), "Huawei-Policy-Name"),
];

const fn juniper(number: u8) -> Reference {
    Reference::vendor(2636, number)
}

pub(super) const JUNIPER: &[Definition] = &[
    text(juniper(1), "Juniper-Local-User-Name"),
    text(juniper(2), "Juniper-Allow-Commands"),
    text(juniper(3), "Juniper-Deny-Commands"),
    text(juniper(4), "Juniper-Allow-Configuration"),
    text(juniper(5), "Juniper-Deny-Configuration"),
    text(juniper(8), "Juniper-Interactive-Command"),
    text(juniper(9), "Juniper-Configuration-Change"),
    text(juniper(10), "Juniper-User-Permissions"),
    ipv4(juniper(31), "Juniper-Primary-Dns"),
    ipv4(juniper(32), "Juniper-Primary-Wins"),
    ipv4(juniper(33), "Juniper-Secondary-Dns"),
    ipv4(juniper(34), "Juniper-Secondary-Wins"),
    text(juniper(35), "Juniper-Interface-id"),
    text(juniper(36), "Juniper-Ip-Pool-Name"),
    integer(juniper(37), "Juniper-Keep-Alive"),
    text(juniper(44), "Juniper-Firewall-filter-name"),
    text(juniper(45), "Juniper-Policer-Parameter"),
    text(juniper(46), "Juniper-Local-Group-Name"),
    text(juniper(47), "Juniper-Local-Interface"),
    text(juniper(48), "Juniper-Switching-Filter"),
    text(juniper(49), "Juniper-VoIP-Vlan"),
    text(juniper(50), "Juniper-CWA-Redirect"),
    text(juniper(52), "Juniper-AV-Pair"),
];

const fn erx(number: u8) -> Reference {
    Reference::vendor(4874, number)
}

pub(super) const ERX: &[Definition] = &[
    text(erx(1), "ERX-Virtual-Router-Name"),
    text(erx(2), "ERX-Address-Pool-Name"),
    text(erx(3), "ERX-Local-Loopback-Interface"),
    ipv4(erx(4), "ERX-Primary-Dns"),
    ipv4(erx(5), "ERX-Secondary-Dns"),
    text(erx(8), "ERX-Tunnel-Virtual-Router").tunnel(),
    text(erx(9), "ERX-Tunnel-Password").tunnel().role(Role::Credential),
    text(erx(10), "ERX-Ingress-Policy-Name"),
    text(erx(11), "ERX-Egress-Policy-Name"),
    text(erx(26), "ERX-Qos-Profile-Name"),
    ipv6(erx(47), "ERX-Ipv6-Primary-Dns"),
    ipv6(erx(48), "ERX-Ipv6-Secondary-Dns"),
    integer(erx(58), "ERX-LI-Action").hidden(Hiding::Salted),
    string(erx(59), "ERX-Med-Dev-Handle").hidden(Hiding::Salted),
    ipv4(erx(60), "ERX-Med-Ip-Address").hidden(Hiding::Salted),
    integer(erx(61), "ERX-Med-Port-Number").hidden(Hiding::Salted),
    text(erx(65), "ERX-Service-Activate").tagged(),
    text(erx(66), "ERX-Service-Deactivate"),
    integer(erx(67), "ERX-Service-Volume").tagged(),
    integer(erx(68), "ERX-Service-Timeout").tagged(),
    integer(erx(69), "ERX-Service-Statistics").tagged(),
];

const fn fortinet(number: u8) -> Reference {
    Reference::vendor(12356, number)
}

pub(super) const FORTINET: &[Definition] = &[
    text(fortinet(1), "Fortinet-Group-Name"),
    ipv4(fortinet(2), "Fortinet-Client-IP-Address"),
    text(fortinet(3), "Fortinet-Vdom-Name"),
    string(fortinet(4), "Fortinet-Client-IPv6-Address"),
    text(fortinet(5), "Fortinet-Interface-Name"),
    text(fortinet(6), "Fortinet-Access-Profile"),
    text(fortinet(7), "Fortinet-SSID"),
    text(fortinet(8), "Fortinet-AP-Name"),
    text(fortinet(11), "Fortinet-FAC-Auth-Status"),
    text(fortinet(12), "Fortinet-FAC-Token-ID"),
    text(fortinet(15), "Fortinet-FAC-Challenge-Code"),
    ethernet(fortinet(23), "Fortinet-WirelessController-Device-MAC"),
    text(fortinet(24), "Fortinet-WirelessController-WTP-ID"),
    time(fortinet(25), "Fortinet-WirelessController-Assoc-Time"),
    text(fortinet(26), "Fortinet-FortiWAN-AVPair"),
    text(fortinet(40), "Fortinet-Fpc-User-Role"),
    text(fortinet(41), "Fortinet-Tenant-Identification"),
    text(fortinet(42), "Fortinet-Host-Port-AVPair"),
];

const fn palo_alto(number: u8) -> Reference {
    Reference::vendor(25461, number)
}

pub(super) const PALO_ALTO: &[Definition] = &[
    text(palo_alto(1), "PaloAlto-Admin-Role"),
    text(palo_alto(2), "PaloAlto-Admin-Access-Domain"),
    text(palo_alto(3), "PaloAlto-Panorama-Admin-Role"),
    text(palo_alto(4), "PaloAlto-Panorama-Admin-Access-Domain"),
    text(palo_alto(5), "PaloAlto-User-Group"),
    text(palo_alto(6), "PaloAlto-User-Domain"),
    text(palo_alto(7), "PaloAlto-Client-Source-IP"),
    text(palo_alto(8), "PaloAlto-Client-OS"),
    text(palo_alto(9), "PaloAlto-Client-Hostname"),
    text(palo_alto(10), "PaloAlto-GlobalProtect-Client-Version"),
];

const fn arista(number: u8) -> Reference {
    Reference::vendor(30065, number)
}

pub(super) const ARISTA: &[Definition] = &[
    text(arista(1), "Arista-AVPair"),
    integer(arista(2), "Arista-User-Priv-Level"),
    text(arista(3), "Arista-User-Role"),
    text(arista(4), "Arista-CVP-Role"),
    text(arista(5), "Arista-Command"),
    text(arista(10), "Arista-Captive-Portal"),
];
