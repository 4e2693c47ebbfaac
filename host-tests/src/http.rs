//! An HTTP/1.1 client that keeps its connection and sends what no other client would.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use crate::curl::Reply;
use crate::{Failure, Result};

/// How long a connection may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// One connection, and one request at a time on it.
#[derive(Debug)]
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Connects to a loopback port.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when nobody listens.
    pub fn open(port: u16) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = TcpStream::connect_timeout(&address, SILENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_write_timeout(Some(SILENCE))?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// `GET path` with these header lines.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection ends or is silent.
    pub fn get(&mut self, path: &str, headers: &[(&str, &[u8])]) -> Result<Reply> {
        self.request("GET", path, headers, b"")
    }

    /// `GET path` with this `Authorization`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection ends or is silent.
    pub fn authorized(&mut self, path: &str, authorization: impl AsRef<[u8]>) -> Result<Reply> {
        self.get(path, &[("authorization", authorization.as_ref())])
    }

    /// Sends a request with these header lines and reads the response to its end.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection ends or is silent.
    pub fn request(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &[u8])],
        body: &[u8],
    ) -> Result<Reply> {
        let mut octets = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n").into_bytes();
        for (name, value) in headers {
            octets.extend_from_slice(&[name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        if !body.is_empty() {
            octets.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
        }
        octets.extend_from_slice(b"\r\n");
        octets.extend_from_slice(body);
        self.send(&octets)?;
        self.reply()
    }

    /// Sends these octets.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection has ended.
    pub fn send(&mut self, octets: &[u8]) -> Result<()> {
        Ok(self.stream.get_mut().write_all(octets)?)
    }

    /// Reads the response to what was sent.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection ends or is silent.
    pub fn receive(&mut self) -> Result<Reply> {
        self.reply()
    }

    fn reply(&mut self) -> Result<Reply> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if self.stream.read_until(b'\n', &mut head)? == 0 {
                return Err(Failure::new("the connection was closed before the response"));
            }
        }
        let mut reply = Reply::from_heads(&String::from_utf8_lossy(&head))?;
        let length = reply.values("content-length").first().and_then(|value| value.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.stream.read_exact(&mut body)?;
        reply.body = String::from_utf8_lossy(&body).into_owned();
        Ok(reply)
    }
}
