import { certify, type Issuer } from '../../../secrets/pki/certify';
import { keyPem, newKeys } from '../../../secrets/pki/keys';

/** A certificate with those of its issuers but the root, and its private key, as PEM. */
export interface Issued {
  readonly chain: string;
  readonly key: string;
}

/** From when to when a certificate is valid, in days from now. */
export interface Validity {
  readonly from?: number;
  readonly until?: number;
}

const DAY_MS = 86_400_000;

/** A public CA: a root, and an intermediate that issues certificates. */
export class Authority {
  private constructor(
    private readonly issuer: Issuer,
    /** The intermediate, as PEM. */
    readonly intermediate: string,
    /** The root that clients trust, as PEM. */
    readonly root: string,
  ) {}

  static async create(name: string): Promise<Authority> {
    const root = { name: `${name} Root`, keys: await newKeys() };
    const intermediate = { name: `${name} Intermediate`, keys: await newKeys() };
    const [below, above] = await Promise.all(
      [intermediate, root].map((one) =>
        certify({
          issuer: root,
          subject: one.name,
          publicKey: one.keys.publicKey,
          ...between({}),
          purpose: { authority: true },
        }),
      ),
    );
    return new Authority(intermediate, below ?? '', above ?? '');
  }

  /** For servers, and for clients that show it. @param names for which it is; an asterisk stands for one label */
  async issue(names: readonly string[], validity: Validity = {}): Promise<Issued> {
    const own = await newKeys();
    const certificate = await certify({
      issuer: this.issuer,
      subject: names[0] ?? '',
      publicKey: own.publicKey,
      ...between(validity),
      purpose: { authority: false, names },
    });
    return { chain: certificate + this.intermediate, key: await keyPem(own.privateKey) };
  }
}

const between = ({ from = -1, until = 90 }: Validity) => ({
  from: new Date(Date.now() + from * DAY_MS),
  until: new Date(Date.now() + until * DAY_MS),
});
