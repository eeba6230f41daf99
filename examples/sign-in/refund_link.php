<?php
// Where a signed-in customer goes to see what can be refunded: a link that opens their pages once.
//
// Put refund_link behind the button in your panel, for the customer of the session and for nobody else. Needs PHP 8
// and nothing else; from the environment: REFUNDS_API (http://127.0.0.1:8086), REFUNDS_KEY (a key with the scope
// "requests") and REFUNDS_SITE (your panel's host).
declare(strict_types=1);

function refund_link(string $customer, string $page = '/'): string
{
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'timeout' => 10,
        'ignore_errors' => true,
        'header' => [
            'Authorization: Bearer ' . getenv('REFUNDS_KEY'),
            'Content-Type: application/json',
            'Idempotency-Key: ' . bin2hex(random_bytes(16)),
        ],
        'content' => json_encode(
            ['customer' => $customer, 'site' => getenv('REFUNDS_SITE'), 'next' => $page],
            JSON_THROW_ON_ERROR
        ),
    ]]);
    $answer = file_get_contents(getenv('REFUNDS_API') . '/api/v1/portal-sessions', false, $context);
    if ($answer === false) {
        throw new RuntimeException('the refunds service does not answer');
    }
    $told = json_decode($answer, true, 16, JSON_THROW_ON_ERROR);
    if (!isset($told['url'])) {
        throw new RuntimeException($told['code'] . ': ' . $told['detail']);
    }
    return $told['url'];
}

if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    echo refund_link($argv[1]), PHP_EOL;
}
