//! Peers and hosts for tests of the built modules.
