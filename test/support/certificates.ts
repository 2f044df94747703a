import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificates {
  /** The folder that all of them are in. */
  readonly dir: string;
  /** Who signed the server's certificate. */
  readonly caFile: string;
  /** Somebody who did not. */
  readonly strangerFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Certificate and key in one. */
  readonly identityFile: string;
  remove(): void;
}

/** A certificate for 127.0.0.1, made by openssl. */
export function makeCertificates(): Certificates {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-certificates-'));
  const at = (name: string) => join(dir, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  for (const ca of ['ca', 'stranger']) {
    const made = ['-keyout', at(`${ca}.key`), '-out', at(`${ca}.pem`)];
    openssl('req', '-x509', ...curve, '-days', '2', '-subj', `/CN=test ${ca}`, ...made);
  }
  openssl('req', ...curve, '-subj', '/CN=127.0.0.1', '-keyout', at('key.pem'), '-out', at('csr'));
  writeFileSync(at('san'), 'subjectAltName=IP:127.0.0.1\n');
  const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-extfile', at('san')];
  openssl('x509', '-req', '-in', at('csr'), '-days', '2', ...signed, '-out', at('cert.pem'));
  const both = ['key.pem', 'cert.pem'].map((name) => readFileSync(at(name), 'utf8')).join('');
  writeFileSync(at('identity.pem'), both);
  return {
    dir,
    remove: () => rmSync(dir, { recursive: true, force: true }),
    caFile: at('ca.pem'),
    strangerFile: at('stranger.pem'),
    certFile: at('cert.pem'),
    keyFile: at('key.pem'),
    identityFile: at('identity.pem'),
  };
}
