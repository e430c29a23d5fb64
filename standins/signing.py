"""The key that signs id_tokens, and the two shapes in which providers publish it."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ALGORITHM = "RS256"


class SigningKey:
    """An RSA key, new with every start."""

    def __init__(self) -> None:
        self._private = _new_key()
        numbers = self._private.public_key().public_numbers()
        self.kid = hashlib.sha256(str(numbers.n).encode()).hexdigest()[:16]

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self._private, ALGORITHM, headers={"kid": self.kid})

    def forge(self, claims: dict[str, Any]) -> str:
        """Signed with another key that claims to be this one."""
        return jwt.encode(claims, _new_key(), ALGORITHM, headers={"kid": self.kid})

    def jwks(self) -> dict[str, Any]:
        """A JSON Web Key Set (RFC 7517 §5)."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._private.public_key()))
        shown = {name: public[name] for name in ("kty", "n", "e")}
        return {"keys": [shown | {"kid": self.kid, "use": "sig", "alg": ALGORITHM}]}

    def certificates(self) -> dict[str, str]:
        """PEM certificates by key id, as Google gives them at oauth2/v1/certs."""
        pem = self._certificate().public_bytes(serialization.Encoding.PEM)
        return {self.kid: pem.decode()}

    def _certificate(self) -> x509.Certificate:
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand-in")])
        now = datetime.now(UTC)
        unsigned = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
        )
        return unsigned.sign(self._private, hashes.SHA256())


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
