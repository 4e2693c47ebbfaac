//! The mechanisms of one side, their order of preference and the selection among them.

use core::time::Duration;

use crate::{
    error::{Error, Misconfigured, Reason, Unsupported},
    mechanism::{Mechanism, MechanismStep},
    oid::Oid,
    token::{MAX_MECH_TYPES, MAX_REPORTED_MECH_TYPES, MechTypes},
};

pub(crate) struct Mechanisms<M> {
    list: Vec<M>,
    neg_mechs: Option<Vec<Oid>>,
}

/// An acceptor's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) index: usize,
    /// The spelling in the offer, which supportedMech repeats.
    pub(crate) offered: Oid,
    /// Whether it is the mechanism that the initiator listed first.
    pub(crate) initiator_prefers: bool,
    /// Whether this side would not have preferred any other mechanism, had it been offered.
    pub(crate) acceptor_prefers: bool,
}

impl<M: Mechanism> Mechanisms<M> {
    pub(crate) fn new(list: Vec<M>, neg_mechs: Option<Vec<Oid>>) -> Self {
        Self { list, neg_mechs }
    }

    /// GSS_Get_neg_mechs: those with credentials, most preferred first.
    pub(crate) fn get_neg_mechs(&self) -> Vec<Oid> {
        self.preference().into_iter().map(|(oid, _)| oid).collect()
    }

    /// GSS_Set_neg_mechs.
    pub(crate) fn set_neg_mechs(&mut self, oids: &[Oid]) -> Result<(), Error> {
        if oids.is_empty() {
            return Err(Misconfigured::NegMechs.into());
        }
        let mut seen = Vec::with_capacity(oids.len());
        for oid in oids {
            if self.find(oid).is_none() {
                return Err(Misconfigured::UnknownMechanism { oid: *oid }.into());
            }
            if seen.contains(oid) {
                return Err(Misconfigured::RepeatedMechanism { oid: *oid }.into());
            }
            seen.push(*oid);
        }
        self.neg_mechs = Some(seen);
        Ok(())
    }

    /// The negotiable mechanisms with credentials, most preferred first, as an initiator offers
    /// them: the spelling to list and the mechanism behind it.
    pub(crate) fn preference(&self) -> Vec<(Oid, usize)> {
        let named = self.neg_mechs.clone();
        let all = || self.list.iter().map(|mechanism| *mechanism.oid()).collect();
        named
            .unwrap_or_else(all)
            .into_iter()
            .filter_map(|oid| Some((oid, self.find(&oid)?)))
            .filter(|(_, index)| self.list.get(*index).is_some_and(Mechanism::is_available))
            .take(MAX_MECH_TYPES)
            .collect()
    }

    /// Chooses from an offer: by this side's order if one is set, else the first that has
    /// credentials (RFC 4178 section 3.1).
    pub(crate) fn select(&self, offer: MechTypes<'_>) -> Result<Selection, Error> {
        let preference = self.preference();
        let first = offer.iter().next().ok_or(Reason::EmptyMechTypes)?;
        let chosen = match self.neg_mechs {
            Some(_) => preference.iter().find_map(|(own, index)| {
                let same = |oid: &Oid| oid.names_same_mechanism(own);
                Some((offer.iter().flatten().find(same)?, *index))
            }),
            None => offer.iter().flatten().find_map(|offered| {
                let same = |(own, _): &&(Oid, usize)| own.names_same_mechanism(&offered);
                Some((offered, preference.iter().find(same)?.1))
            }),
        };
        let (offered, index) = chosen.ok_or_else(|| self.no_selection(offer))?;
        let most_preferred = preference.first().is_some_and(|(_, first)| *first == index);
        Ok(Selection {
            index,
            offered,
            initiator_prefers: first.is_some_and(|first| first.names_same_mechanism(&offered)),
            acceptor_prefers: self.neg_mechs.is_none() || most_preferred,
        })
    }

    /// The mechanism that takes an initial token without SPNEGO around it.
    pub(crate) fn select_raw(&self, this_mech: Oid) -> Result<usize, Error> {
        let same = |(own, _): &&(Oid, usize)| own.names_same_mechanism(&this_mech);
        let preference = self.preference();
        let found = preference.iter().find(same).map(|(_, index)| *index);
        found.ok_or(Unsupported::RawMechanism { oid: this_mech }.into())
    }

    pub(crate) fn get(&self, index: usize) -> Option<&M> {
        self.list.get(index)
    }

    pub(crate) fn get_mut(&mut self, index: usize) -> Result<&mut M, Error> {
        self.list.get_mut(index).ok_or(Misconfigured::NoMechanism.into())
    }

    /// One step of the mechanism at `index`.
    pub(crate) fn step(
        &mut self,
        index: usize,
        token: Option<&[u8]>,
        now: Duration,
    ) -> Result<MechanismStep, Error> {
        let step = self.get_mut(index)?.step(token, now)?;
        if !step.complete && step.token.is_none() {
            return Err(Misconfigured::MechanismStalled.into());
        }
        Ok(step)
    }

    fn find(&self, oid: &Oid) -> Option<usize> {
        self.list.iter().position(|mechanism| mechanism.oid().names_same_mechanism(oid))
    }

    fn no_selection(&self, offer: MechTypes<'_>) -> Error {
        let allowed = |oid: &Oid| match &self.neg_mechs {
            Some(own) => own.iter().any(|own| own.names_same_mechanism(oid)),
            None => true,
        };
        let known = offer.iter().flatten().filter(allowed).find_map(|oid| self.find(&oid));
        if let Some(mechanism) = known.and_then(|index| self.list.get(index)) {
            return Reason::NoCredentials { oid: *mechanism.oid() }.into();
        }
        let offered: Vec<_> = offer.iter().flatten().take(MAX_REPORTED_MECH_TYPES).collect();
        let windows_only = |oid| matches!(oid, Some(Oid::NTLM | Oid::NEGOEX));
        if offer.iter().all(windows_only) {
            Unsupported::OnlyNtlm { offered }.into()
        } else {
            Reason::NoCommonMechanism { offered }.into()
        }
    }
}
