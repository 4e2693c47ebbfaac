// Programs that we did not write, in a folder of their own: openssl, xmlsec1, gpg.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIMEOUT_MS = 60_000;
const SIGNATURE_PROPERTY = 'http://www.w3.org/2000/09/xmldsig#:SignatureProperty';

export interface Outcome {
  readonly good: boolean;
  readonly output: Buffer;
  readonly errors: string;
}

export class Peers {
  readonly folder = mkdtempSync(join(tmpdir(), 'iodef-peers-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Runs a program in the folder and tells how it ended. */
  run(program: string, args: string[], input?: string | Uint8Array): Outcome {
    const done = spawnSync(program, args, {
      cwd: this.folder, timeout: TIMEOUT_MS, input: input ?? '', maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, GNUPGHOME: this.folder, LC_ALL: 'C' },
    });
    if (done.error) throw new Error(`${program} does not run; scripts/setup.sh test installs it`, { cause: done.error });
    return { good: done.status === 0, output: done.stdout, errors: done.stderr.toString() };
  }

  /** Runs a program that has to succeed. */
  must(program: string, args: string[], input?: string | Uint8Array): Buffer {
    const { good, output, errors } = this.run(program, args, input);
    if (!good) throw new Error(`${program} ${args.join(' ')}: ${errors}`);
    return output;
  }

  /** `NAME.key` and `NAME.crt`, PEM, and `NAME.p12` and `NAME.enc.key` under the passphrase. */
  certify(name: string, subject: string, algorithm: string[], passphrase: string): void {
    this.must('openssl', ['genpkey', ...algorithm, '-out', `${name}.key`]);
    this.must('openssl', ['req', '-x509', '-new', '-key', `${name}.key`, '-subj', subject, '-days', '30', '-out', `${name}.crt`]);
    this.must('openssl', ['pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.crt`, '-passout', `pass:${passphrase}`, '-out', `${name}.p12`]);
    this.must('openssl', ['pkcs8', '-topk8', '-in', `${name}.key`, '-v2', 'aes-256-cbc', '-passout', `pass:${passphrase}`, '-out', `${name}.enc.key`]);
  }

  /** SHA-256 of a certificate, in pairs of digits. */
  fingerprint(name: string): string {
    return this.must('openssl', ['x509', '-in', `${name}.crt`, '-noout', '-fingerprint', '-sha256']).toString().split('=')[1]?.trim() ?? '';
  }

  /** What xmlsec1 says about a signature. */
  xmlsecVerifies(text: string, certificate: string): Outcome {
    this.write('signed.xml', text);
    return this.run('xmlsec1', ['--verify', '--trusted-pem', `${certificate}.crt`, '--id-attr:Id', SIGNATURE_PROPERTY, 'signed.xml']);
  }

  /** A document signed by xmlsec1, in an AdditionalData at its end. */
  xmlsecSigns(text: string, name: string, uri = ''): string {
    const enveloped = '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>';
    const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
    this.write('template.xml', text.replace('</IODEF-Document>', `<AdditionalData dtype="xml" meaning="signature"><Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
      <SignedInfo><CanonicalizationMethod Algorithm="${exclusive}"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>
      <Reference URI="${uri}"><Transforms>${uri === '' ? enveloped : ''}<Transform Algorithm="${exclusive}"/></Transforms>
      <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo>
      <SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature></AdditionalData></IODEF-Document>`));
    this.must('xmlsec1', ['--sign', '--privkey-pem', `${name}.key,${name}.crt`, '--id-attr:observable-id', 'urn:ietf:params:xml:ns:iodef-2.0:Address', '--output', 'signed.xml', 'template.xml']);
    return this.read('signed.xml');
  }

  /** A signature by xmlsec1, in a file of its own, of a file in the folder. */
  xmlsecSignsFile(file: string, name: string): string {
    this.write('template.xml', `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
      <SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>
      <Reference URI="${file}"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo>
      <SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature>`);
    this.must('xmlsec1', ['--sign', '--privkey-pem', `${name}.key,${name}.crt`, '--enabled-reference-uris', 'empty,same-doc,local,remote', '--output', `${file}.sig`, 'template.xml']);
    return `${file}.sig`;
  }

  close(): void {
    this.run('gpgconf', ['--kill', 'all']);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
