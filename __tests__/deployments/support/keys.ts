/** SSH public keys that nobody has the private part of. */
export const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBn0A3dB0Qx3rZzqYy0y4n9m3m0v1b7p3s5c8e2f4g6h test';
export const ANOTHER_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDu4Jc1q9r8s7t6u5v4w3x2y1z0a9b8c7d6e5f4g3h2i another';
