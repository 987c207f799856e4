/** The certificates in a text, each as PEM; what stands around them is left out. */
export const certificatesIn = (text: string): string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

/** The private key in a text, as PEM: PKCS #8 without a password. */
export const privateKeyIn = (text: string): string | undefined =>
  /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text)?.[0];
