#!/usr/bin/env python3
"""Writes an OCI image layout with one layer that holds plugin.wasm, as Envoy-based meshes pull it.

Usage: oci-layout.py MODULE.wasm DIRECTORY

The same module always gives the same octets: times, owners and compression are fixed.
"""

import gzip
import hashlib
import io
import json
import pathlib
import shutil
import sys
import tarfile


def main() -> None:
    module, directory = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    shutil.rmtree(directory, ignore_errors=True)
    blobs = directory / "blobs" / "sha256"
    blobs.mkdir(parents=True)

    def blob(content: bytes, media_type: str, **more: object) -> dict[str, object]:
        digest = hashlib.sha256(content).hexdigest()
        (blobs / digest).write_bytes(content)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(content), **more}

    tar = layer_tar(module.read_bytes())
    layer = blob(gzip.compress(tar, mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip")
    config = {
        "architecture": "wasm",
        "os": "wasip1",
        "config": {},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(tar).hexdigest()]},
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": blob(encoded(config), "application/vnd.oci.image.config.v1+json"),
        "layers": [layer],
        "annotations": {"module.wasm.image/variant": "compat"},
    }
    entry = blob(encoded(manifest), "application/vnd.oci.image.manifest.v1+json")
    entry["annotations"] = {"org.opencontainers.image.ref.name": "latest"}
    (directory / "index.json").write_bytes(encoded({"schemaVersion": 2, "manifests": [entry]}))
    (directory / "oci-layout").write_bytes(encoded({"imageLayoutVersion": "1.0.0"}))


def layer_tar(module: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        info = tarfile.TarInfo("plugin.wasm")
        info.size, info.mode = len(module), 0o644
        tar.addfile(info, io.BytesIO(module))
    return buffer.getvalue()


def encoded(document: object) -> bytes:
    return json.dumps(document, separators=(",", ":"), sort_keys=True).encode()


main()
