//! radclient in front of radsecproxy in front of Envoy in front of FreeRADIUS.
