<?php
// Where a signed-in customer goes to see what can be refunded, without a call: a token that the panel makes itself.
//
// Put refund_link behind the button in your panel, for the customer of the session and for nobody else. Needs PHP 8
// and nothing else; from the environment: REFUNDS_SITE (the host of the pages) and REFUNDS_TOKEN_KEY (the secret of 32
// letters or more that [portal.tokens] refers to, with algorithm = "HS256" and issuer = "my-panel").
declare(strict_types=1);

function refund_link(string $customer, string $page = '/'): string
{
    $now = time();
    $claims = [
        'iss' => 'my-panel',
        'aud' => getenv('REFUNDS_SITE'),
        'sub' => $customer,
        'iat' => $now,
        'exp' => $now + 300,
        'jti' => bin2hex(random_bytes(16)),
    ];
    $signed = token_part(['alg' => 'HS256', 'typ' => 'JWT']) . '.' . token_part($claims);
    $signature = base64url(hash_hmac('sha256', $signed, getenv('REFUNDS_TOKEN_KEY'), true));
    return 'https://' . getenv('REFUNDS_SITE') . "/enter/$signed.$signature?next=" . rawurlencode($page);
}

function token_part(array $told): string
{
    return base64url(json_encode($told, JSON_THROW_ON_ERROR));
}

function base64url(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    echo refund_link($argv[1]), PHP_EOL;
}
