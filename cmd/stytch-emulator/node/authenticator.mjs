// A software authenticator for one domain. It does the work of a browser and a passkey (WebAuthn Level 3).
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (data) => createHash('sha256').update(data).digest();
const base64url = (data) => Buffer.from(data).toString('base64url');

/** Encodes the subset of CBOR (RFC 8949) that an attestation needs. */
function cbor(value) {
  const head = (major, n) => (n < 24 ? [major | n] : n < 256 ? [major | 24, n] : [major | 25, n >> 8, n & 255]);
  if (typeof value === 'number') return Buffer.from(value < 0 ? head(0x20, -1 - value) : head(0, value));
  if (typeof value === 'string') return Buffer.concat([Buffer.from(head(0x60, value.length)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(head(0x40, value.length)), value]);
  return Buffer.concat([Buffer.from(head(0xa0, value.size)), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
}

export class Authenticator {
  id = randomBytes(32);
  keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  count = 0;

  constructor(origin) {
    this.origin = origin;
  }

  /** Stands in for navigator.credentials.create. Takes the options that Stytch returned. */
  create(text) {
    const options = JSON.parse(text);
    this.rpID = options.rp.id;
    this.handle = Buffer.from(options.user.id, 'base64'); // decodes base64 and base64url
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const key = cbor(new Map([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]));
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key]);
    const authData = this.authData(0x45, attested);
    const clientData = this.clientData('webauthn.create', options.challenge);
    const statement = new Map([['alg', -7], ['sig', this.sign(authData, clientData)]]);
    return this.credential({
      clientDataJSON: base64url(clientData),
      attestationObject: base64url(cbor(new Map([['fmt', 'packed'], ['attStmt', statement], ['authData', authData]]))),
    });
  }

  /** Stands in for navigator.credentials.get. Takes the options that Stytch returned. */
  get(text) {
    const options = JSON.parse(text);
    this.count++;
    const authData = this.authData(0x05, Buffer.alloc(0));
    const clientData = this.clientData('webauthn.get', options.challenge);
    return this.credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(this.sign(authData, clientData)),
      userHandle: base64url(this.handle),
    });
  }

  authData(flags, attested) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.count);
    return Buffer.concat([sha256(this.rpID), Buffer.from([flags]), count, attested]);
  }

  clientData(type, challenge) {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
  }

  sign(authData, clientData) {
    return sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.keys.privateKey);
  }

  credential(response) {
    const id = base64url(this.id);
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }
}
