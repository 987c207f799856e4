/** What is to happen besides giving a certificate to every host that lacks one. */
export type RotationStep = 'renew' | 'new-ca' | 'forget-old-ca';
